namespace OrleansML.DataTests.Sources;

public sealed class ParquetComplianceTests() : FileComplianceTests("parquet", "parquet");
