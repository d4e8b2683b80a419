namespace OrleansML.DataTests.Sources;

public sealed class CsvComplianceTests() : FileComplianceTests("csv", "csv");
