package main

import (
	"bytes"
	"fmt"
	"net/mail"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/mmcdole/gofeed"
)

// reader is a program that people read feeds with.
type reader interface {
	// reload fetches the feeds and returns the items that the program takes for
	// new since the last time: the ends of their ids, in order, by feed.
	reload() map[string][]string
}

// newsboat reads feeds in a terminal. What it knows is in a database, the
// items that nobody has seen marked in it. It shows an item that several feeds
// have in one of them; so each feed has a database here, as if each were
// somebody's only one.
type newsboat struct {
	t         *testing.T
	dir, host string
	agreed    bool
}

func newNewsboat(t *testing.T, host string) *newsboat {
	n := &newsboat{t: t, dir: t.TempDir(), host: host}
	write(t, n.dir, "config", "")
	for feed, name := range subscribed {
		write(t, n.dir, name+".urls", host+feed+"\n")
	}
	return n
}

func (n *newsboat) reload() map[string][]string {
	n.t.Helper()
	news := map[string][]string{}
	for feed, name := range subscribed {
		newsboat := []string{"-q", "-C", "config", "-u", name + ".urls", "-c", name + ".db", "-x"}
		execute(n.t, n.dir, "newsboat", append(newsboat, "reload")...)
		count := execute(n.t, n.dir, "newsboat", append(newsboat, "print-unread")...)
		ids := strings.Fields(execute(n.t, n.dir, "sqlite3", name+".db", "SELECT guid FROM rss_item WHERE unread = 1; UPDATE rss_item SET unread = 0"))
		if want := fmt.Sprintf("%d unread articles", len(ids)); strings.TrimSpace(count) != want {
			n.t.Errorf("newsboat says %q; in its database there are %s", count, want)
		}
		for _, id := range ids {
			add(news, feed, id)
		}
		if !n.agreed {
			n.agree(feed, name)
		}
	}
	n.agreed = true
	return news
}

// agree wants of a feed that was read for the first time what another reader
// finds in it. newsboat knows the last of an item's authors.
func (n *newsboat) agree(feed, name string) {
	n.t.Helper()
	other, err := gofeed.NewParser().ParseURL(n.host + feed)
	if err != nil {
		n.t.Fatal(err)
	}
	var want []string
	for _, item := range other.Items {
		author := ""
		if item.DublinCoreExt != nil && len(item.DublinCoreExt.Creator) > 0 {
			author = item.DublinCoreExt.Creator[len(item.DublinCoreExt.Creator)-1]
		}
		want = append(want, fmt.Sprintf("%s|%s|%s|%d|%s", item.GUID, item.Link, item.Title, item.PublishedParsed.Unix(), author))
	}
	rows := execute(n.t, n.dir, "sqlite3", name+".db", "SELECT guid, url, title, pubDate, author FROM rss_item")
	got := strings.Split(strings.TrimSpace(rows), "\n")
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		n.t.Errorf("of %s newsboat knows\n%s\nwant\n%s", feed, strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// rss2email sends a message for each new item. Here it puts them into a folder
// for mail; it is told not to send what is there at first.
type rss2email struct {
	t    *testing.T
	dir  string
	runs int
}

func newRSS2Email(t *testing.T, host string) *rss2email {
	r := &rss2email{t: t, dir: t.TempDir()}
	r.run("new", "reader@archive.example")
	if err := os.Mkdir(filepath.Join(r.dir, "mail"), 0o755); err != nil {
		t.Fatal(err)
	}
	mend(t, r.dir, "rss2email.cfg", "email-protocol = sendmail", "email-protocol = maildir", "maildir-path = ~/Maildir", "maildir-path = "+filepath.Join(r.dir, "mail"))
	for feed, name := range subscribed {
		r.run("add", name, host+feed)
	}
	return r
}

func (r *rss2email) run(args ...string) {
	r.t.Helper()
	execute(r.t, r.dir, "r2e", append([]string{"-c", "rss2email.cfg", "-d", "rss2email.json"}, args...)...)
}

func (r *rss2email) reload() map[string][]string {
	r.t.Helper()
	if r.runs++; r.runs == 1 {
		r.run("run", "--no-send")
	} else {
		r.run("run")
	}
	messages, err := filepath.Glob(filepath.Join(r.dir, "mail/INBOX/new/*"))
	if err != nil {
		r.t.Fatal(err)
	}
	news := map[string][]string{}
	for _, file := range messages {
		data, err := os.ReadFile(file)
		if err != nil {
			r.t.Fatal(err)
		}
		m, err := mail.ReadMessage(bytes.NewReader(data))
		if err != nil {
			r.t.Fatal(err)
		}
		feed, err := url.Parse(m.Header.Get("X-RSS-Feed"))
		if err != nil || m.Header.Get("Subject") == "" || m.Header.Get("To") != "reader@archive.example" {
			r.t.Errorf("a message begins with %q: %v", m.Header, err)
		}
		add(news, feed.Path, m.Header.Get("X-RSS-ID"))
		if err := os.Remove(file); err != nil {
			r.t.Fatal(err)
		}
	}
	return news
}

// add notes an item of a feed, without what all ids have in common.
func add(news map[string][]string, feed, id string) {
	news[feed] = append(news[feed], strings.TrimPrefix(id, "tag:archive.example,2026:statements/"))
	slices.Sort(news[feed])
}

// execute runs a program at home in a folder, and returns what it prints.
func execute(t *testing.T, dir, name string, args ...string) string {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "HOME="+dir, "XDG_RUNTIME_DIR="+dir, "LC_ALL=C.UTF-8")
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%s %q: %v\n%s", name, args, err, out)
	}
	return string(out)
}
