package erase

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"html"
	"net/url"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
)

var salt = Salt([]byte("sixteen bytes !!"))

// matcher finds the names.
func matcher(t testing.TB, names ...string) *Matcher {
	t.Helper()
	lines, err := Lines(names, salt)
	if err != nil {
		t.Fatal(err)
	}
	m, err := New(lines)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// TestLines holds the form of version 1: lists of it stand in archives.
func TestLines(t *testing.T) {
	got, err := Lines([]string{"Séan O’Brien", "ជា សុខា", "SEAN OBRIEN", "Anna"}, salt)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"v1:w2:795b:c2l4dGVlbiBieXRlcyAhIQ:VWLntNF6GJv_teFatTtUCg", // sean obrien
		"v1:w3:8ae7:c2l4dGVlbiBieXRlcyAhIQ:MNf1GQzx8wiKbdhe-maqYQ", // sean o brien
		"v1:w1:c93a:c2l4dGVlbiBieXRlcyAhIQ:bUVcwdxdKqLS6ME4qss9YA", // seanobrien
		"v1:c6:623f:c2l4dGVlbiBieXRlcyAhIQ:Ue54me-OlqqVzzX5co6MKg",
		"v1:w1:e37f:c2l4dGVlbiBieXRlcyAhIQ:L_ufOaktJ-FwOWkv0GrZlw",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("%s", strings.Join(got, "\n"))
	}
	for i, name := range []string{"", " — ", strings.Repeat("a ", 65), strings.Repeat("ក", 65)} {
		if lines, err := Lines([]string{"Anna", name}, salt); err == nil || !strings.Contains(err.Error(), "name 2") {
			t.Errorf("%d: %q, %v", i, lines, err)
		}
	}
}

func TestCheck(t *testing.T) {
	lines, _ := Lines([]string{"Anna"}, salt)
	good := lines[0]
	if err := Check(good); err != nil {
		t.Error(err)
	}
	for _, bad := range []string{"", "Anna", good + " ", strings.Replace(good, "v1", "v2", 1), strings.Replace(good, "w1", "w0", 1),
		strings.Replace(good, "w1", "w65", 1), strings.ToUpper(good), good[:len(good)-1], good[:len(good)-1] + "_"} {
		if err := Check(bad); err == nil {
			t.Errorf("%q is an entry", bad)
		}
		if _, err := New([]string{good, bad}); err == nil {
			t.Errorf("a list has %q", bad)
		}
	}
}

func TestFind(t *testing.T) {
	m := matcher(t, "Jean Dupont-Réel", "O'Brien", "Zoë", "ជា សុខា", "刘晓波", "A.B. Cde")
	for _, text := range []string{
		"Jean Dupont-Réel", "said JEAN  DUPONT\nREEL, who", norm.NFD.String("Jean Dupont-Réel"), "files/jean-dupont-reel.pdf", "jean.dupont.reel@example.org",
		"Jean Dupont\u00adRéel Jean Dupont\u2011Réel",
		"OBrien", "O’Brien", "O'BRIEN'S", "l'O'Brien", "o.brien.pdf", "s_o.brien", "zoe.jpg", "d’Zoë", "www.zoe.org", "ＺＯＥ",
		"អ្នកស្រី ជាសុខា។", "ជា\u200bសុខា", "<p>xជា <b>សុ</b>ខាx</p>", "诺贝尔奖得主刘晓波先生", "刘 晓 波", "刘<wbr>晓波",
		"A.B.Cde", "AB Cde", "A. B. Cde",
		// Joined.
		"JeanDupontReel.pdf", "@jeandupontréel", "#JeanDupontRe\u0301el", "ABCde",
		// Escapes.
		"Zo&euml;", "Zo&#235;", "Zo&#xEB;", "zo%C3%AB", "Zo%c3%ab", `"Zo\u00eb"`, `Zo\u00EB`, `\nZoe\t`, `"Jean\nDupont\tR\u00e9el"`, `Jean\u0020Dupont\u2010R\u00E9el`,
		`{"html":"\u003cb\u003eZo\u003c/b\u003e&euml;"}`, "&lt;i&gt;Zo&lt;/i&gt;&amp;euml;", `C:\Zoe`, "a=Jean+Dupont+R%25C3%25A9el",
		// Tags.
		"Z<b>o</b>e", "Z<i class='x'>o<!-- > --></i>e", "<td>Jean<td>Dupont<br>Réel", "Jean <a\nhref=x>Dupont</a> Réel", "<title><![CDATA[Zoe]]></title>", `<img alt="Zoe">`, "<Zoe>", "<!-- Zoe -->",
		// Footnotes.
		`Jean<sup id="fnref-1"><a href="#fn-1" role="doc-noteref">1</a></sup> Dupont<sup>2</sup><sup>3</sup> Réel`, `Zoë<sup>1</sup>`, "<sup>Zoë</sup>",
		`{"html":"Jean\u003csup\u003e1\u003c/sup\u003e Dupont R\u00e9el"}`, "Jean&lt;sup&gt;1&lt;/sup&gt; Dupont Réel", "<sup>x</sup> <sup>Jean Dupont Réel",
		"<text>Jean <tspan x='1'>Dup</tspan><tspan>ont</tspan> Réel</text>",
	} {
		if !m.Find([]byte(text)) {
			t.Errorf("not found in %q", text)
		}
		if around := "<p>Some words before. " + text + " And after &amp; so on."; !m.Find([]byte(around)) {
			t.Errorf("not found in %q", around)
		}
	}
	for _, text := range []string{
		"", "Jean Dupont", "Jean Marie Dupont Réel", "Dupont-Réel Jean", "Brien", "O. Bryan", "obrienne", "Zoeë", "Zo e", "ជា", "សុខា ជា", "刘波", "晓波刘", "ABC de", "<td>Zo<td>e",
		"JeanDupont Réel", "JeanDupontReel2", "Jean<sup>1</sup> Réel", "<sup>Jean</sup> Dupont x Réel", "Zo<sup>1</sup> e", "<sup", "</sup>", "</sup><sup>",
		"&", "%", "\\", "%zz \\u12 &x; &#; <", "\\u", "\xff\xfe", "<", "</", "<!--", "<![CDATA[",
	} {
		if m.Find([]byte(text)) {
			t.Errorf("found in %q", text)
		}
	}
	if none, err := New(nil); none != nil || err != nil || none.Find([]byte("Zoe")) {
		t.Error("an empty list finds something")
	}
}

// TestLists finds names of several lists, each with its own salt.
func TestLists(t *testing.T) {
	one, _ := Lines([]string{"Anna One"}, Salt{1})
	two, _ := Lines([]string{"Bert Two"}, Salt{2})
	m, err := New(append(one, two...))
	if err != nil {
		t.Fatal(err)
	}
	if !m.Find([]byte("anna one")) || !m.Find([]byte("bert two")) || m.Find([]byte("anna two")) {
		t.Error("the names of two lists are mixed up")
	}
	if one[0] == two[0] {
		t.Error("the salt makes no difference")
	}
}

func TestAll(t *testing.T) {
	m := matcher(t, "Anna", "Jean Dupont", "ជា សុខា")
	text := "Joanna\nand Anna, [Je**an** x](y) JEAN\nDUPONT, xជា សុខាx annab d’Anna’s Zo\u00eb\n"
	var got []string
	for _, s := range m.All([]byte(text)) {
		got = append(got, text[s.Start:s.End])
	}
	if want := `["Anna" "JEAN\nDUPONT" "ជា សុខា" "Anna"]`; fmt.Sprintf("%q", got) != want {
		t.Errorf("%q, want %s", got, want)
	}
	if s := matcher(t, "Zoe").All([]byte("a Zo&euml; b")); fmt.Sprint(s) != "[{2 9}]" {
		t.Errorf("escaped: %v", s)
	}
}

// TestStream finds a name wherever a text is cut, and none that the cut makes.
func TestStream(t *testing.T) {
	m := matcher(t, "Anna Two Three")
	line := strings.Repeat("some words, and more of them\n", 30)
	for _, c := range []struct {
		text string
		want bool
	}{
		{strings.Repeat(line, 3000) + "anna two\nthree", true},
		{"anna two\nthree\n" + strings.Repeat(line, 3000), true},
		{strings.Repeat("x", 3<<20) + " anna two three", true},
		{strings.Repeat(line, 3000) + strings.Repeat("joanna two three\nanna two threefold\n", 90000), false},
		{strings.Repeat(line, 1203) + strings.Repeat("x\n", 2900) + "anna\n\n\ntwo three\n" + strings.Repeat(line, 1000), true},
	} {
		for _, size := range []int{1 << 12, 1<<16 - 1, 1 << 22} {
			s := m.Stream()
			for text := c.text; text != ""; {
				n := min(size, len(text))
				if _, err := s.Write([]byte(text[:n])); err != nil {
					t.Fatal(err)
				}
				text = text[n:]
			}
			if s.Found() != c.want {
				t.Errorf("%.30q… in pieces of %d: found is %v", c.text, size, s.Found())
			}
		}
	}
}

// FuzzFind finds a name in any text around it, however it is escaped.
func FuzzFind(f *testing.F) {
	m := matcher(f, "Søren Ak-Mohamed", "王小明")
	f.Add("before", "after", uint8(0))
	f.Add("<b", "\\", uint8(3))
	f.Add("x’", ".y", uint8(9))
	f.Add("%", "%41", uint8(2))
	f.Fuzz(func(t *testing.T, before, after string, how uint8) {
		name := []string{"Søren Ak-Mohamed", "SOREN AK MOHAMED", "王小明", "王 小 明"}[how%4]
		whole := before + " " + name + " " + after
		switch how / 4 % 5 {
		case 1:
			whole = html.EscapeString(strings.ReplaceAll(whole, "<", ""))
		case 2:
			whole = url.QueryEscape(whole)
		case 3:
			b, err := json.Marshal(strings.ToValidUTF8(whole, ""))
			if err != nil {
				t.Fatal(err)
			}
			whole = string(b)
		}
		if !m.Find([]byte(whole)) {
			t.Errorf("not found in %q", whole)
		}
		for _, s := range m.All([]byte(whole)) {
			if s.Start < 0 || s.End <= s.Start || s.End > len(whole) {
				t.Errorf("%v of %d bytes", s, len(whole))
			}
		}
	})
}

func BenchmarkFind(b *testing.B) {
	names := make([]string, 10)
	for i := range names {
		names[i] = "Name" + base64.RawURLEncoding.EncodeToString([]byte{byte(i)}) + strings.Repeat(" of words", 1+i%2)
	}
	m := matcher(b, names...)
	for name, text := range map[string]string{
		"plain": strings.Repeat("Some plain words of a text that nobody wrote, and more of them. ", 1000),
		"page":  strings.Repeat(`<li><a href="/statements/2017/0328-sample.html">It&#39;s a note on an “assembly”</a> <time datetime="2017-03-28">28 March 2017</time></li>`, 500),
		"khmer": strings.Repeat("គណៈកម្មាធិការដើម្បីការបោះឆ្នោតដោយសេរី ", 500),
	} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				if m.Find([]byte(text)) {
					b.Fatal("found")
				}
			}
		})
	}
}

func BenchmarkSlow(b *testing.B) {
	for b.Loop() {
		slow("name of somebody", salt)
	}
}
