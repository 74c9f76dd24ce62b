// Package scenariotest gives tests a small scenario to work with.
package scenariotest
