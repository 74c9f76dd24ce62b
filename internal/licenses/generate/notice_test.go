package main

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const (
	mitA = "The MIT License (MIT)\n\nCopyright (c) 2013 Ada\n\nPermission is hereby granted, free of charge,\nto any person\n"
	mitB = "The MIT License (MIT)\r\n\r\nCopyright (c) 2020 Bea and others\r\n\r\nPermission is hereby granted, free of charge, to any person\r\n"
	bsd  = "Copyright 2009 The Go Authors.\n\nRedistribution and use in source and binary forms.\nNeither the name of Google\n"
)

func TestNoticeGroupsEqualLicences(t *testing.T) {
	works := []work{{name: "example.org/a v1.0.0", licence: mitA}, {name: "example.org/b v1.1.0", licence: bsd, notice: "Holds glass."}, {name: "example.org/c v0.1.0", licence: mitB}}
	text, err := notice(works)
	require.NoError(t, err)
	assert.Contains(t, text, "example.org/a v1.0.0\n    MIT License\n    Copyright (c) 2013 Ada\n")
	assert.Contains(t, text, "example.org/c v0.1.0\n    MIT License\n    Copyright (c) 2020 Bea and others\n")
	assert.Contains(t, text, "Notice of example.org/b v1.1.0\n==============================\n\nHolds glass.\n")
	assert.Contains(t, text, "example.org/a v1.0.0\nexample.org/c v0.1.0\n\nThe MIT License (MIT)\n", "one text serves both")
	assert.Contains(t, text, "example.org/b v1.1.0\n\nRedistribution and use", "and another the third")
	again, err := notice(works)
	require.NoError(t, err)
	assert.Equal(t, text, again)
}

func TestNoticeRefusesUnknownLicences(t *testing.T) {
	_, err := notice([]work{{name: "example.org/x v1.0.0", licence: "All rights reserved."}})
	require.ErrorContains(t, err, "example.org/x v1.0.0: licence not recognised")
}

func TestSplitLeavesTheExampleOfApache(t *testing.T) {
	copyrights, body := split("Apache License\n   Copyright [yyyy] [name of copyright owner]\n   Copyright 2014 Ebi\n")
	assert.Equal(t, []string{"Copyright 2014 Ebi"}, copyrights)
	assert.Contains(t, body, "[yyyy]")
}
