using OrleansML.Learning.Evaluation;
using OrleansML.Learning.Monitoring;
using Xunit;

namespace OrleansML.LearningTests.Monitoring;

public sealed class UsualDefinitionWriterTests
{
    private static readonly MonitorLabel Binary =
        new("churned", EvaluationTask.BinaryClassification, "1", 0.4) { Output = "probabilities_1", Classes = ["no", "1"] };

    public static TheoryData<string, MonitorLabel?> Labels => new()
    {
        { "fare", null },
        { "true", new MonitorLabel("fare \"net\"", EvaluationTask.Regression) },
        { "12", new MonitorLabel("kind", EvaluationTask.MulticlassClassification) { Classes = ["a, b", "null", "#c"] } },
        { "churn: it", Binary },
    };

    [Fact]
    public void Write_SegmentsAndLabel_IsWhatPeopleWouldWrite()
    {
        var text = UsualDefinitionWriter.Write(MonitorDefinition.DefaultOf("customers", [["region"], ["region", "plan"]], Binary));

        Assert.Equal(
            """
            model: "customers"
            window: 1h
            baseline: training
            segments: ["region", ["region", "plan"]]
            label:
              column: "churned"
              task: binary_classification
              positive: "1"
              threshold: 0.4
              output: "probabilities_1"
              classes: ["no", "1"]
            rules:
              drift: {kind: drift, metric: psi, at: 0.1, significance: 0.01, minimum_rows: 500}
              prediction_drift: {kind: prediction_drift, metric: psi, at: 0.1, significance: 0.01, minimum_rows: 500}
              missing: {kind: data_quality, metric: null_share, at: 0.05, relative: 2, minimum_rows: 500}
              type_errors: {kind: data_quality, metric: type_error_share, at: 0.01, minimum_rows: 500}
              out_of_range: {kind: data_quality, metric: out_of_range_share, at: 0.05, minimum_rows: 500}
              unseen: {kind: data_quality, metric: unseen_share, at: 0.05, minimum_rows: 500}
              errors: {kind: error_share, at: 0.01, critical: {at: 0.1}, minimum_rows: 100}
              performance: {kind: performance, metric: roc_auc, relative: 0.95, minimum_rows: 100}

            """.ReplaceLineEndings("\n"),
            text);
    }

    [Theory]
    [MemberData(nameof(Labels))]
    public void Write_AnyDefault_IsReadAsTheSame(string model, MonitorLabel? label)
    {
        var definition = MonitorDefinition.DefaultOf(model, [["a"], ["b", "c d"]], label);

        var read = MonitorDefinitionReader.Read(UsualDefinitionWriter.Write(definition));

        Assert.Equal(definition.Rules, read.Rules);
        Assert.Equal(definition.Segments, read.Segments);
        Assert.Equal(definition.Label?.Classes, read.Label?.Classes);
        Assert.Equal(definition.Label is null ? null : definition.Label with { Classes = null }, read.Label is null ? null : read.Label with { Classes = null });
        Assert.Equal(definition, read with { Rules = definition.Rules, Segments = definition.Segments, Label = definition.Label });
    }
}
