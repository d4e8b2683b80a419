using OrleansML.Inference.Packages;
using OrleansML.Models;

namespace OrleansML.UnitTests.Inference;

public sealed class ManifestReaderTests
{
    private const string Full = """
        name: fraud
        version: 3
        summary: Scores card payments
        pool: gpu
        replicas: 2
        batching:
          maximum_rows: 64
          maximum_delay_milliseconds: 2.5
        inputs:
          amount: { minimum: 0, maximum: 1e6, allow_nan: false }
          country: { categories: [DE, "FR"] }
        """;

    [Fact]
    public void Read_FullManifest_ReadsEverything()
    {
        var manifest = ManifestReader.Read(Full);

        Assert.Equal("fraud", manifest.Name);
        Assert.Equal(3, manifest.Version);
        Assert.Equal("Scores card payments", manifest.Summary);
        Assert.Equal("gpu", manifest.Pool);
        Assert.Equal(2, manifest.Replicas);
        Assert.Equal(64, manifest.MaximumBatchRows);
        Assert.Equal(TimeSpan.FromMilliseconds(2.5), manifest.MaximumBatchDelay);
        Assert.Equal(0, manifest.Inputs["amount"].Minimum);
        Assert.Equal(1e6, manifest.Inputs["amount"].Maximum);
        Assert.False(manifest.Inputs["amount"].AllowNaN);
        Assert.Equal<string>(["DE", "FR"], manifest.Inputs["country"].Categories!);
    }

    [Fact]
    public void Read_Objectives_AreReadAndWrittenAsTheyWere()
    {
        var both = ManifestReader.Read("slo: { availability: 0.999, latency: 50ms, latency_share: 0.95 }");
        var latency = ManifestReader.Read("slo: { latency: 2s }");

        Assert.Equal(new ModelObjectives { Availability = 0.999, Latency = TimeSpan.FromMilliseconds(50), LatencyShare = 0.95 }, both.Objectives);
        Assert.Equal(new ModelObjectives { Latency = TimeSpan.FromSeconds(2), LatencyShare = 0.99 }, latency.Objectives);
        Assert.Null(ManifestReader.Read("name: fare").Objectives);
        Assert.Equal(both.Objectives, ManifestReader.Read(ManifestWriter.Write(both)).Objectives);
        Assert.Equal(latency.Objectives, ManifestReader.Read(ManifestWriter.Write(latency)).Objectives);
    }

    [Fact]
    public void Read_ObjectivesThatCannotBe_ReportsAll()
    {
        var violated = Assert.Throws<OrleansMLException>(() => ManifestReader.Read("slo: { availability: 1, latency: 2h, latency_share: 99, period: 30d }"));
        var empty = Assert.Throws<OrleansMLException>(() => ManifestReader.Read("slo: { latency_share: 0.9 }"));

        Assert.Equal(
            "The manifest is not valid: Line 1: 'slo.period' is not known; the keys here are availability, latency, latency_share. "
            + "Line 1: 'availability' is '1'; a number from 0.5 to 0.99999 is allowed. "
            + "Line 1: 'latency' is '2h'; a duration from 1ms to 1h is allowed, such as 50ms. "
            + "Line 1: 'latency_share' is '99'; a number from 0.5 to 0.99999 is allowed.",
            violated.Message);
        Assert.Equal("The manifest is not valid: Line 1: 'slo' must have 'availability' or 'latency'.", empty.Message);
    }

    [Fact]
    public void Read_Monitoring_IsReadAndWrittenAsItWas()
    {
        var manifest = ManifestReader.Read("""
            monitoring:
              segments: [vendor_id, [vendor_id, payment_type]]
              label: { column: tipped, task: binary_classification, positive: "yes", threshold: 0.3, output: p, classes: ["no", "yes"] }
            """);
        var regression = ManifestReader.Read("monitoring: { label: { column: fare, task: regression } }");

        foreach (var read in new[] { manifest, ManifestReader.Read(ManifestWriter.Write(manifest)) })
        {
            Assert.Equal([["vendor_id"], ["vendor_id", "payment_type"]], read.Monitoring!.Segments);
            var label = read.Monitoring.Label!;
            Assert.Equal(("tipped", "binary_classification", "yes", 0.3, "p"), (label.Column, label.Task, label.Positive, label.Threshold, label.Output));
            Assert.Equal(["no", "yes"], label.Classes!);
        }

        Assert.Equal(new ModelLabel { Column = "fare", Task = "regression" }, ManifestReader.Read(ManifestWriter.Write(regression)).Monitoring!.Label);
        Assert.Null(ManifestReader.Read("name: fare").Monitoring);
    }

    [Fact]
    public void Read_MonitoringThatCannotBe_ReportsAll()
    {
        var violated = Assert.Throws<OrleansMLException>(() => ManifestReader.Read("""
            monitoring:
              segments: [[a, a]]
              label: { task: regression, positive: x }
              rules: {}
            """));

        Assert.Equal(
            "The manifest is not valid: Line 2: 'monitoring.segments' crosses a column with itself: a,a. "
            + "Line 3: 'monitoring.label.column' is missing. "
            + "Line 3: 'monitoring.label.positive' has a meaning with task 'binary_classification' only; this is 'regression'. "
            + "Line 4: 'monitoring.rules' is not known; the keys here are segments, label.",
            violated.Message);
    }

    [Fact]
    public void Read_Empty_GivesDefaults()
    {
        var manifest = ManifestReader.Read("");

        Assert.Null(manifest.Name);
        Assert.Equal(1, manifest.Replicas);
        Assert.Null(manifest.MaximumBatchRows);
        Assert.Equal(TimeSpan.Zero, manifest.MaximumBatchDelay);
        Assert.Empty(manifest.Inputs);
    }

    [Fact]
    public void Read_SeveralViolations_ReportsAllWithLines()
    {
        const string Yaml = """
            name: ../etc
            version: 0
            pols: gpu
            replicas: many
            batching:
              maximum_rows: 70000
            inputs:
              amount: { minimum: 5, maximum: 1, allow_nan: perhaps }
              country: [DE]
            """;

        var error = Assert.Throws<OrleansMLException>(() => ManifestReader.Read(Yaml));

        Assert.Equal(ErrorCode.InvalidModel, error.Code);
        Assert.Equal(
            "The manifest is not valid: "
            + "Line 3: 'pols' is not known; the keys here are name, version, summary, pool, replicas, batching, inputs, features, request, "
            + "preprocessing, slo, monitoring. "
            + "Line 1: 'name' is '../etc'; use 1 to 64 letters, digits, '.', '_' or '-', the first a letter or digit. "
            + "Line 2: 'version' is '0'; a whole number from 1 to 2147483647 is allowed. "
            + "Line 4: 'replicas' is 'many'; a whole number from 1 to 64 is allowed. "
            + "Line 6: 'maximum_rows' is '70000'; a whole number from 1 to 65536 is allowed. "
            + "Line 8: 'allow_nan' is 'perhaps'; true or false is allowed. "
            + "Line 8: 'inputs.amount' has minimum 5 above maximum 1. "
            + "Line 9: 'inputs.country' must be a mapping with minimum, maximum, allow_nan, categories.",
            error.Message);
    }

    [Fact]
    public void Read_NotYaml_NamesTheLine()
    {
        var error = Assert.Throws<OrleansMLException>(() => ManifestReader.Read("name: fraud\npool: @gpu"));

        Assert.StartsWith("The manifest is not valid: Line 2: it is not YAML:", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_ListInsteadOfMapping_IsRefused()
    {
        var error = Assert.Throws<OrleansMLException>(() => ManifestReader.Read("- name"));

        Assert.Equal("The manifest is not valid: It must be one mapping of keys to values.", error.Message);
    }

    [Fact]
    public void Read_RequestFieldsWithoutView_TakesTheNamesOfColumnsAsTheyAre()
    {
        const string Manifest = """
            request: { MonthlyCharges: double, Payment Method: string }
            preprocessing:
              features: { type: float, columns: [{ column: MonthlyCharges, steps: [{ cast: { to: double } }] }] }
            """;

        var features = ManifestReader.Read(ManifestWriter.Write(ManifestReader.Read(Manifest))).Features!;

        Assert.Empty(features.Views);
        Assert.Equal(["MonthlyCharges", "Payment Method"], features.Request.Select(static field => field.Name));
    }

    [Fact]
    public void Read_RequestFieldWithoutName_IsRefused()
    {
        var error = Assert.Throws<OrleansMLException>(() => ManifestReader.Read("""
            request: { "": double, "a\tb": string }
            preprocessing: { x: { type: float, columns: [{ column: a, steps: [{ cast: { to: double } }] }] } }
            """));

        Assert.Contains("'request.' is not the name of a field; use 1 to 128 characters, none of them a control character.", error.Message, StringComparison.Ordinal);
        Assert.Contains("'request.a\tb' is not the name of a field", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_ThenRead_KeepsEverything()
    {
        var manifest = ManifestReader.Read(Full);

        var again = ManifestReader.Read(ManifestWriter.Write(manifest));

        Assert.Equal(ManifestWriter.Write(manifest), ManifestWriter.Write(again));
        Assert.Equal(manifest.MaximumBatchDelay, again.MaximumBatchDelay);
        Assert.Equal<string>(manifest.Inputs["country"].Categories!, again.Inputs["country"].Categories!);
    }
}
