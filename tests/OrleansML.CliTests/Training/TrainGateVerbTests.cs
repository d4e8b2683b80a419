using System.Text.Json;

namespace OrleansML.CliTests.Training;

public sealed class TrainGateVerbTests
{
    private const string Get = "GET /api/v1/training/runs/r/gate";

    private const string Record =
        """
        {"run": "r", "model": "m", "by": "me", "at": "2026-01-01T00:00:00+00:00", "challenger_package": "ab", "sources": [],
         "verdict": {
           "passed": false, "is_unopposed": false, "metric": "rmse", "policy": {"margin": 0.01},
           "overall": {"rows": 1200, "champion": {"value": 2, "lower": 1.9, "upper": 2.1}, "challenger": {"value": 1.5, "lower": 1.4, "upper": 1.6},
             "improvement": {"value": 0.5, "lower": 0.4, "upper": 0.6}, "margin": 0.02, "p_value": 1, "outcome": "holds"},
           "segments": [{"segment": "kind=x", "rows": 200, "champion": {"value": 1, "lower": 0.9, "upper": 1.1}, "challenger": {"value": 3, "lower": null, "upper": null},
             "improvement": {"value": -2, "lower": -2.5, "upper": -1.5}, "margin": 0.05, "p_value": 0.0005, "outcome": "worse"}],
           "latency": {"calls": 200, "challenger": {"median": 0.01, "percentile99": 0.25}, "champion": {"median": 0.01, "percentile99": 0.125}},
           "reasons": ["Segment kind=x is worse."]}}
        """;

    [Fact]
    public async Task TrainGate_Refused_ShowsEveryComparisonAndWhy()
    {
        var run = await CommandRun.OfAsync(new FakeGateway().Answer(Get, Record), "train", "gate", "r");

        Assert.Equal(0, run.ExitCode);
        Assert.Matches(@"all .* 1,200 .* 2 .* 1\.5 .* 0\.5 .* 0\.4 to 0\.6 .* 0\.02 .* 1 .* holds", run.Output);
        Assert.Matches(@"kind=x .* 200 .* 1 .* 3 .* -2 .* -2\.5 to -1\.5 .* 0\.05 .* 0\.0005 .* worse", run.Output);
        Assert.Contains("99th percentile of 200 calls of one row: 0.25 ms, champion 0.125 ms", run.Output);
        Assert.Contains("It was refused:\n- Segment kind=x is worse.", run.Output.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task TrainGate_Json_WritesTheWholeRecord()
    {
        var run = await CommandRun.OfAsync(new FakeGateway().Answer(Get, Record), "train", "gate", "r", "--json");

        using var written = JsonDocument.Parse(run.Output);
        using var expected = JsonDocument.Parse(Record);
        Assert.True(JsonElement.DeepEquals(expected.RootElement, written.RootElement), run.Output);
    }

    [Fact]
    public async Task TrainGate_RecordOfAnotherForm_SaysHowToReadIt()
    {
        var run = await CommandRun.OfAsync(new FakeGateway().Answer(Get, """{"run": "r"}"""), "train", "gate", "r");

        Assert.Equal(1, run.ExitCode);
        Assert.EndsWith("read it with --json.", run.Error);
    }
}
