package load

// KeyDoc describes a key that front matter may have.
type KeyDoc struct {
	Name     string
	Required bool
	Doc      string
}

// Record is a mapping that editors write: a file's front matter, or a group of
// keys inside one.
type Record struct {
	Name string
	Keys []KeyDoc
}

// Records returns everything that front matter may say, from the tables that
// it is read by.
func Records() []Record {
	return []Record{
		{"archive.yaml", docs(archiveKeys)},
		{"publisher", docs(publisherKeys)},
		{"license", docs(licenseKeys)},
		{"statement", docs(statementKeys)},
		{"signature", docs(signatureKeys)},
		{"note", docs(noteKeys)},
		{"release", docs(releaseKeys)},
		{"translation", docs(statementTranslationKeys)},
		{"signatory", docs(signatoryKeys)},
		{"former name", docs(formerNameKeys)},
		{"topic", docs(topicKeys)},
		{"country", docs(countryKeys)},
		{"text", docs(textKeys)},
		{"page", docs(pageKeys)},
	}
}

func docs[T any](keys []key[T]) []KeyDoc {
	all := make([]KeyDoc, len(keys))
	for i, k := range keys {
		all[i] = KeyDoc{k.name, k.required, k.doc}
	}
	return all
}
