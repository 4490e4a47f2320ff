package site

// feeds plans the feeds of the archive, of each country, signatory and topic,
// and of the corrections, in each language. A statement stays in the feed of a
// signatory that withdrew from it: an older one would come up in its place,
// which readers of the feed would be told of as new.
func (s *Site) feeds(lists []*List) []*Page {
	var pages []*Page
	for _, lang := range s.Languages {
		for _, l := range lists {
			if l.Period != (Period{}) {
				continue
			}
			latest := &List{Subject: l.Subject, All: l.All, Shown: l.All[:min(len(l.All), feedItems)], Events: l.Events[:min(len(l.Events), feedItems)], Updated: l.Updated}
			for _, kind := range []Kind{RSS, JSONFeed} {
				pages = append(pages, &Page{Path: s.Feed(l.Subject, kind, lang), Kind: kind, Lang: lang, List: latest, Updated: l.Updated})
			}
		}
	}
	return pages
}
