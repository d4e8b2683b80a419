namespace OrleansML.DataTests.Sources;

public sealed class JsonLinesComplianceTests() : FileComplianceTests("json_lines", "jsonl");
