package draft

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"communique/generator/fold"
)

// phrases are words that stand for something, by their keys.
type phrases map[string]bool

// newPhrases reads phrases, divided by commas and line breaks.
func newPhrases(text string) phrases {
	all := phrases{}
	for p := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == ',' || r == '\n' }) {
		if k := fold.Key(p); k != "" {
			all[k] = true
		}
	}
	return all
}

// begins returns the phrase that a key begins with, the longest; "" for none.
func (p phrases) begins(key string) string {
	const most = 80 // bytes; no phrase is longer
	if len(key) > most {
		key = key[:max(0, strings.LastIndexByte(key[:most], ' '))]
	}
	for end := len(key); end > 0; end = strings.LastIndexByte(key[:end], ' ') {
		if p[key[:end]] {
			return key[:end]
		}
	}
	return ""
}

// within reports whether a phrase stands in a key as whole words.
func (p phrases) within(key string) bool {
	for rest := key; rest != ""; {
		if p.begins(rest) != "" {
			return true
		}
		_, rest, _ = strings.Cut(rest, " ")
	}
	return false
}

// only reports whether a key consists of phrases and numbers.
func (p phrases) only(key string) bool {
	for key != "" {
		known := p.begins(key)
		if known == "" {
			if word, _, _ := strings.Cut(key, " "); number(word) >= 0 {
				known = word
			} else {
				return false
			}
		}
		key = strings.TrimPrefix(key[len(known):], " ")
	}
	return true
}

// The release line.
var immediate = newPhrases(`
	for immediate release, immediate release, for immediate publication, for immediate distribution
	pour diffusion immédiate, à diffuser immédiatement, diffusion immédiate, pour publication immédiate, publication immédiate
	para publicación inmediata, para difusión inmediata, para divulgación inmediata, difusión inmediata, publicación inmediata
	para divulgação imediata, para publicação imediata, para difusão imediata, divulgação imediata
	للنشر الفوري, للنشر فورا, للنشر الفوري والتوزيع
	для немедленной публикации, для немедленного распространения, к немедленной публикации, для немедленного опубликования`)

// What an embargo's line begins with.
var embargoed = newPhrases(`
	embargo, embargoed, under embargo, strictly embargoed, not for release before, not for publication before, not for release until
	sous embargo, embargo jusqu'au, bajo embargo, embargado, sob embargo, embargado até, не публиковать до, эмбарго, под эмбарго
	محظور النشر, حظر النشر, يحظر النشر, محظور نشره`)

// What a list of signatories stands behind: a line that begins so.
var signing = newPhrases(`
	signed, signed by, signed on behalf of, signatures, signatories, signatory organisations, signatory organizations, list of signatories
	the undersigned, we the undersigned, undersigned, undersigned organisations, undersigned organizations, cosigned by, co-signed by
	endorsed by, endorsing organisations, endorsing organizations, endorsements, supporting organisations, supporting organizations, signees
	this statement is signed by, this statement is endorsed by, this statement was signed by, this letter is signed by, the signatories
	signataires, les signataires, signé par, signée par, signés par, ont signé, cosigné par, cosignataires, signatures, liste des signataires
	organisations signataires, les organisations signataires, associations signataires, premiers signataires, les soussignés, nous soussignés
	nous les soussignés, nous soussignées, les organisations soussignées, nous organisations soussignées
	firmantes, los firmantes, las firmantes, firman, firmado por, firmada por, suscriben, suscrito por, suscrita por, firmas, firmado
	organizaciones firmantes, las organizaciones firmantes, los abajo firmantes, las abajo firmantes, nosotros los abajo firmantes, abajo firmantes
	las organizaciones abajo firmantes, adhieren, lista de firmantes
	assinam, assinam esta nota, assinado por, assinada por, assinaturas, signatários, os signatários, signatárias, subscrevem, subscrito por
	organizações signatárias, entidades signatárias, as organizações signatárias, nós abaixo assinados, os abaixo assinados, abaixo assinados
	as organizações abaixo assinadas, organizações subscritoras, subscritores, lista de signatários, assinam esta carta
	الموقعون, الموقعون أدناه, الموقعين, نحن الموقعين أدناه, نحن الموقعون أدناه, الموقعات, المنظمات الموقعة, المنظمات الموقعة أدناه, الجهات الموقعة
	الجمعيات الموقعة, التوقيعات, التواقيع, الموقعون على البيان, وقع عليه, وقعت عليه, قائمة الموقعين, نحن المنظمات الموقعة أدناه, الجهات الموقعة على البيان
	подписали, подписанты, подписи, подписавшиеся, подписавшие организации, подписавшиеся организации, организации-подписанты, заявление подписали
	мы нижеподписавшиеся, нижеподписавшиеся, нижеподписавшиеся организации, мы нижеподписавшиеся организации, под заявлением подписались, список подписавших`)

// What such a line may hold anywhere, if it ends in a colon.
var signingWithin = newPhrases(`
	signed, signed by, signatories, undersigned, endorse, endorsed by, signataires, signent, ont signé, soussignés, soussignées, signé, signée
	firmantes, firman, suscriben, suscribimos, firmamos, assinam, assinamos, subscrevem, subscrevemos, signatárias, signatários, abaixo assinados
	الموقعون, الموقعين, الموقعة, нижеподписавшиеся, подписали, подписавшие, подписались`)

// What a letter ends with, before the names; it is part of the text.
var closing = newPhrases(`
	yours sincerely, yours faithfully, yours truly, sincerely, sincerely yours, respectfully, respectfully yours, kind regards, best regards, with regards, in solidarity
	cordialement, bien à vous, salutations distinguées, en solidarité, respectueusement
	atentamente, cordialmente, respetuosamente, en solidaridad, atenciosamente, respeitosamente, em solidariedade
	مع التحية, مع خالص التحية, مع فائق الاحترام, وتفضلوا بقبول فائق الاحترام, с уважением, искренне ваши`)

// What divides a list of signatories: not names of any.
var divisions = newPhrases(`
	africa, asia, europe, america, americas, pacific, caribbean, oceania, middle east, north, south, east, west, latin, central,
	international, regional, national, local, global, organisations, organizations, organisation, organization, following, the, of, by, as, networks, network, coalitions, individuals, and, other, groups, civil, society, country, name, acronym, no, ngos, members
	internationales, internationale, régionales, régionale, nationales, nationale, réseaux, réseau, individus, personnes, et, autres, suivantes, suivants, pays, nom, sigle, associations
	internacionales, regionales, nacionales, locales, organizaciones, organización, redes, personas, y, otras, siguientes, país, nombre, siglas
	internacionais, regionais, nacionais, locais, organizações, organização, pessoas, e, outras, seguintes, nome, sigla
	المنظمات, منظمات, الدولية, دولية, الإقليمية, إقليمية, الوطنية, وطنية, المحلية, محلية, الشبكات, شبكات, الأفراد, أفراد, البلد, الاسم, الدولة
	международные, региональные, национальные, местные, организации, организация, сети, частные, лица, и, другие, следующие, страна, название`)

// Names that must not be written, for somebody would be in danger.
var withheldName = newPhrases(`
	name withheld, names withheld, withheld, anonymous, identity withheld, not named for security reasons, names are withheld, name is withheld
	nom non divulgué, noms non divulgués, anonyme, nom non publié, nombre reservado, nombres reservados, anónimo, nombre no divulgado, anónima
	nome não divulgado, nomes não divulgados, anônimo, anónimo, nome omitido, nomes omitidos
	الاسم محجوب, أسماء محجوبة, اسم محجوب, حجب الاسم, имя не разглашается, название не разглашается, имя не раскрывается, названия не разглашаются, анонимно`)

// What says of which kind a document is, and is no title by itself.
var kinds = newPhrases(`
	joint, press, media, public, open, official, release, statement, letter, communiqué, declaration, note, solidarity, urgent, appeal, news, a, the
	déclaration, conjointe, conjoint, commune, communiqué, de, presse, lettre, ouverte, publique, appel
	declaración, conjunta, conjunto, comunicado, prensa, pública, público, carta, abierta, pronunciamiento, a la opinión pública
	declaração, nota, imprensa, aberta, à imprensa, manifesto
	بيان, مشترك, صحفي, تصريح, رسالة, مفتوحة, صادر, عام, تضامني
	заявление, совместное, открытое, письмо, пресс, релиз, пресс-релиз, обращение, коллективное, коммюнике`)

// Words by which a title is known.
var titular = newPhrases(`
	statement, declaration, letter, communiqué, appeal, call, calls, condemn, condemns, condemning, urge, urges, urging, demand, demands, denounce, denounces, resolution, solidarity, concern, joint, stop, end, release, free
	déclaration, communiqué, lettre, appel, appellent, condamnent, condamne, dénoncent, exigent, solidarité, demandent, conjointe
	declaración, comunicado, carta, llamado, llamamiento, condenan, condenamos, exigen, exigimos, denuncian, rechazan, solidaridad, pronunciamiento
	declaração, nota, apelo, condenam, repudiam, exigem, denunciam, solidariedade, repúdio
	بيان, نداء, رسالة, إدانة, تدين, تضامن, تطالب, تستنكر, دعوة
	заявление, обращение, письмо, осуждают, призывают, требуют, призыв, осуждаем, требуем`)

// Words that are in the names of organisations, and of which kind these are.
var kindWords = []struct {
	kind  string
	words phrases
}{
	{"network", newPhrases("network, réseau, red, rede, شبكة, الشبكة, сеть")},
	{"coalition", newPhrases("coalition, coalición, coligação, coalizão, alliance, alianza, aliança, ائتلاف, الائتلاف, تحالف, коалиция, альянс, platform, plateforme, plataforma")},
	{"organisation", newPhrases(`
		association, foundation, organisation, organization, centre, center, institute, group, union, federation, council, committee, forum, society, league, watch, initiative, movement, trust, campaign, observatory, syndicate, congress, monitor
		fondation, institut, groupe, fédération, conseil, comité, société, ligue, mouvement, observatoire, syndicat, collectif
		asociación, fundación, organización, centro, instituto, grupo, federación, consejo, sociedad, liga, movimiento, observatorio, sindicato, colectivo
		associação, fundação, organização, federação, conselho, comitê, movimento, observatório, coletivo
		جمعية, مؤسسة, منظمة, مركز, معهد, اتحاد, مجلس, لجنة, رابطة, حركة, مرصد, نقابة, هيئة, الجمعية, المؤسسة, المنظمة, المركز, المعهد, الاتحاد, الرابطة, المرصد, النقابة
		ассоциация, фонд, организация, центр, институт, группа, союз, федерация, совет, комитет, общество, лига, движение, обсерватория, профсоюз`)},
}

// Words after which a name goes on.
var joining = newPhrases(`of, for, the, and, in, on, de, du, des, la, le, les, et, pour, sur, en, el, los, las, y, para, por, da, do, das, dos, e, в, на, по, за, и, и, من, في, عن, على`)

// isOrganisation reports whether a key has a word of organisations' names.
func isOrganisation(key string) bool { return kindOf(key) != "" }

func kindOf(key string) string {
	for _, k := range kindWords {
		if k.words.within(key) {
			return k.kind
		}
	}
	return ""
}

// What a person is called that signs for an organisation.
var roles = newPhrases(`
	director, executive director, president, chair, chairperson, chairman, chairwoman, secretary, coordinator, secretary general, spokesperson, general, head, member, founder, manager, officer, representative, deputy, vice
	directeur, directrice, président, présidente, coordonnateur, coordinatrice, secrétaire, porte-parole, responsable
	directora, presidenta, presidente, coordinador, coordinadora, secretario, secretaria, vocero, vocera, diretor, diretora, coordenador, coordenadora, secretário, secretária
	مدير, المدير, رئيس, الرئيس, منسق, أمين عام, директор, президент, председатель, координатор, исполнительный директор`)

// What stands beside the date on its line.
var besideDate = newPhrases(`
	date, dated, on, the, of, released, issued, in, at, updated, published, le, la, du, en, fecha, a, el, data, em, de, del, в, дата, التاريخ, في, بتاريخ, تاريخ, الموافق, г, года, год, م, st, nd, rd, th, er, o
	monday, tuesday, wednesday, thursday, friday, saturday, sunday, mon, tue, wed, thu, fri, sat, sun
	lundi, mardi, mercredi, jeudi, vendredi, samedi, dimanche, lunes, martes, miércoles, jueves, viernes, sábado, domingo
	segunda feira, terça feira, quarta feira, quinta feira, sexta feira
	الإثنين, الاثنين, الثلاثاء, الأربعاء, الخميس, الجمعة, السبت, الأحد, понедельник, вторник, среда, четверг, пятница, суббота, воскресенье`)

// What lines of addresses and telephone numbers begin with.
var addresses = newPhrases(`
	contact, contacts, for more information, for further information, media contact, media contacts, press contact, for inquiries, for media inquiries, tel, telephone, phone, mobile, email, e-mail, fax
	contact presse, pour plus d'informations, pour plus d'information, contacts presse, téléphone, courriel
	contacto, contactos, para más información, contacto de prensa, teléfono, contato, para mais informações, telefone
	للاتصال, للتواصل, لمزيد من المعلومات, للمزيد من المعلومات, هاتف, контакты, контакт, для дополнительной информации, дополнительная информация, телефон`)

// What begins another part of a document, behind the signatories.
var parts = newPhrases(`
	notes to editors, note to editors, notes, background, annex, appendix, about, ends, end
	notes aux rédacteurs, annexe, contexte, fin, anexo, anexos, antecedentes, notas, fim, ملاحظات, ملحق, خلفية, انتهى, приложение, справка, примечания, конец`)

// What a letter to somebody begins with: not the name of one who signs.
var addressed = newPhrases(`
	to, attn, attention, dear, his excellency, her excellency, h e, mr, mrs, ms, subject, re, cc
	à, a l'attention, à l'attention de, madame, monsieur, objet, excellence, son excellence, a la atención, señor, señora, estimado, estimada, asunto, excelentísimo
	ao, à atenção de, exmo, senhor, senhora, assunto, إلى, السيد, السيدة, سعادة, معالي, الموضوع, кому, уважаемый, уважаемая, тема, президенту`)

// isAddress reports whether a line is one of addresses and telephone numbers.
func isAddress(l *line) bool {
	digits := 0
	for _, r := range l.text {
		if unicode.IsDigit(r) {
			digits++
		}
	}
	return strings.Contains(l.text, "@") || strings.Contains(l.text, "://") || strings.Contains(l.key, "www") ||
		digits >= 6 && digits*3 > utf8.RuneCountInString(l.text) || addresses.begins(l.key) != ""
}

// countWords returns how many words a text has, as far as a script shows them.
func countWords(text string) int {
	return max(len(strings.Fields(text)), utf8.RuneCountInString(text)/12)
}

// endsSentence reports whether a text ends as a sentence does.
func endsSentence(text string) bool {
	text = strings.TrimRightFunc(text, func(r rune) bool { return strings.ContainsRune(`"'”’»)]`, r) || unicode.IsSpace(r) })
	r, _ := utf8.DecodeLastRuneInString(text)
	return strings.ContainsRune(".!?…؟。។॥।۔։", r) && text != ""
}

// isProse reports whether a block is a paragraph of the text.
func (b *block) isProse() bool {
	words := countWords(b.text())
	return words >= 45 || words >= 12 && endsSentence(b.text())
}

// hasCase reports whether a text has letters that could be capitals.
func hasCase(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return unicode.IsUpper(r) || unicode.IsLower(r) })
}

// isCapitals reports whether a text has capitals and no small letters.
func isCapitals(text string) bool {
	return strings.ContainsFunc(text, unicode.IsUpper) && !strings.ContainsFunc(text, unicode.IsLower)
}
