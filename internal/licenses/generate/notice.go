package main

import (
	_ "embed"
	"fmt"
	"regexp"
	"strings"
)

// head is the part of the notices that does not follow from the modules: our own copyright, and the frameworks whose
// identifiers scenarios use.
//
//go:embed head.txt
var head string

// A group is the works that share the words of a licence, apart from whose copyright it is.
type group struct {
	kind  string
	body  string // without the copyright lines
	works []string
}

// notice writes the text of NOTICE. It depends on its argument alone.
func notice(works []work) (string, error) {
	groups, err := byLicence(works)
	if err != nil {
		return "", err
	}
	var out strings.Builder
	out.WriteString(head)
	heading(&out, "Modules and fonts in the binary")
	for _, w := range works {
		kind, _ := identify(w.licence)
		fmt.Fprintf(&out, "%s\n    %s\n", w.name, kind)
		copyrights, _ := split(w.licence)
		for _, line := range copyrights {
			fmt.Fprintf(&out, "    %s\n", line)
		}
	}
	for _, w := range works {
		if w.notice != "" {
			heading(&out, "Notice of "+w.name)
			out.WriteString(tidy(w.notice))
		}
	}
	for _, g := range groups {
		heading(&out, g.kind+", as it comes with")
		fmt.Fprintf(&out, "%s\n\n%s", strings.Join(g.works, "\n"), g.body)
	}
	return out.String(), nil
}

func heading(out *strings.Builder, text string) {
	fmt.Fprintf(out, "\n\n%s\n%s\n\n", text, strings.Repeat("=", len(text)))
}

// byLicence groups works whose licences read the same, in the order in which they come.
func byLicence(works []work) ([]*group, error) {
	var groups []*group
	known := map[string]*group{}
	for _, w := range works {
		kind, err := identify(w.licence)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", w.name, err)
		}
		_, body := split(w.licence)
		terms, _, _ := strings.Cut(body, "END OF TERMS AND CONDITIONS") // not every Apache licence comes with its appendix
		key := strings.Join(strings.Fields(terms), " ")
		g := known[key]
		if g == nil {
			g = &group{kind: kind, body: body}
			known[key] = g
			groups = append(groups, g)
		}
		g.works = append(g.works, w.name)
	}
	return groups, nil
}

// identify names a licence by the words that only it has.
func identify(text string) (string, error) {
	folded := strings.Join(strings.Fields(text), " ")
	for _, known := range []struct{ words, name string }{
		{"Apache License Version 2.0", "Apache License 2.0"},
		{"Mozilla Public License", "Mozilla Public License 2.0"},
		{"SIL OPEN FONT LICENSE", "SIL Open Font License 1.1"},
		{"Permission is hereby granted, free of charge", "MIT License"},
		{"Neither the name of", "BSD 3-Clause License"},
		{"Redistribution and use in source and binary forms", "BSD 2-Clause License"},
	} {
		if strings.Contains(folded, known.words) {
			return known.name, nil
		}
	}
	return "", fmt.Errorf("licence not recognised; read it, and if its terms can be met add it to identify")
}

var copyright = regexp.MustCompile(`^(//\s*)?(Copyright|©|\(c\)) .*\d{4}`)

// split takes the copyright lines out of a licence. The example in the appendix of the Apache licence is none.
func split(text string) (copyrights []string, body string) {
	var rest strings.Builder
	for line := range strings.Lines(tidy(text)) {
		if trimmed := strings.TrimSpace(line); copyright.MatchString(trimmed) {
			copyrights = append(copyrights, trimmed)
			continue
		}
		rest.WriteString(line)
	}
	return copyrights, tidy(rest.String())
}

// tidy ends lines with LF, without space before it, and drops empty lines around the text.
func tidy(text string) string {
	lines := strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, " \t")
	}
	return strings.Trim(strings.Join(lines, "\n"), "\n") + "\n"
}
