using System.Net;
using System.Text;
using OrleansML.Cli.Monitoring;
using OrleansML.Gateway.Monitoring;
using OrleansML.Monitoring;
using OrleansML.Testing;
using Spectre.Console;

namespace OrleansML.CliTests.Monitoring;

public sealed class MonitorVerbTests : IDisposable
{
    private const string Monitor = "/api/v1/models/fare/monitor";
    private const string Id = "fare/drift/v=1/2026-03-01T00:00:00Z";

    private const string Incident =
        """
        {"id":"fare/drift/v=1/2026-03-01T00:00:00Z","version":2,"rule":"drift","kind":"drift","segment":"v=1","state":"open","severity":"critical",
        "text":"Column [amount] drifts.","window":"2026-03-01T00:00:00+00:00","openedAt":"2026-03-01T01:00:00+00:00","isSilenced":false,
        "evidence":{"metric":"psi","value":0.5,"limit":0.1,"pValue":0.001,"rows":1000,"from":"2026-03-01T00:00:00+00:00","until":"2026-03-01T01:00:00+00:00",
        "columns":[{"name":"amount","value":0.5,"rows":1000,"share":0.75}],"segments":[]},
        "actions":[{"kind":"webhook","target":"https://h","reason":"opened","at":"2026-03-01T01:00:00+00:00","state":"failed","attempts":3,"outcome":"503."}]}
        """;

    private static readonly string IncidentPath = $"{Monitor}/incidents/{Uri.EscapeDataString(Id)}";

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task MonitorApply_File_IsSentForTheModelThatItNames()
    {
        File.WriteAllText(_directory.File("m.yaml"), "model: fare\n");
        var gateway = new FakeGateway().Answer(
            $"PUT {Monitor}?actor={Uri.EscapeDataString(Environment.UserName)}&dryRun=true", """{"model":"fare","revision":2,"changes":["Rule 'drift' is new."],"notes":["There is no pipeline 'p'."]}""");

        var run = await CommandRun.OfAsync(gateway, "monitor", "apply", "-f", _directory.File("m.yaml"), "--dry-run");

        Assert.Equal((0, "Model 'fare' would be watched by this definition as revision 2:\n- Rule 'drift' is new.\nNote: There is no pipeline 'p'."), (run.ExitCode, run.Output.ReplaceLineEndings("\n")));
        Assert.Equal("model: fare\n", Encoding.UTF8.GetString(Assert.Single(gateway.Received).Body));
    }

    [Fact]
    public async Task MonitorApply_BadFile_TellsAllThatIsWrongAndAsksNobody()
    {
        File.WriteAllText(_directory.File("m.yaml"), "window: 7s\nlatenes: 1m\n");
        var gateway = new FakeGateway();

        var run = await CommandRun.OfAsync(gateway, "monitor", "apply", "-f", _directory.File("m.yaml"));

        Assert.Equal((1, $"'{_directory.File("m.yaml")}' is no valid monitor definition:"), (run.ExitCode, run.ErrorLines[0]));
        Assert.True(run.ErrorLines.Length >= 4);
        Assert.Empty(gateway.Received);
    }

    [Fact]
    public async Task MonitorShow_Definition_IsShownAsItIs()
    {
        const string json = """{"model":"fare","definition":"model: fare\n","revision":2,"appliedAt":"2026-03-01T00:00:00+00:00","actor":"me"}""";

        var run = await CommandRun.OfAsync(new FakeGateway().Answer($"GET {Monitor}", json), "monitor", "show", "fare");

        Assert.Equal((0, "# Revision 2, applied at 2026-03-01 00:00:00Z by me\nmodel: fare"), (run.ExitCode, run.Output.ReplaceLineEndings("\n")));
    }

    [Fact]
    public async Task MonitorShow_NothingApplied_IsTheDefaultAndSaysSoBesideIt()
    {
        var run = await CommandRun.OfAsync(
            new FakeGateway().Answer($"GET {Monitor}", """{"model":"fare","definition":"model: \"fare\"\n","revision":0,"actor":""}"""), "monitor", "show", "fare");

        Assert.Equal((0, "model: \"fare\""), (run.ExitCode, run.Output.ReplaceLineEndings("\n")));
        Assert.Equal(
            ["This is the default definition: nothing was applied. Change it, and put it in use with 'orleansml monitor apply -f FILE'."], run.ErrorLines);
    }

    [Fact]
    public async Task MonitorDelete_Model_GoesBackToTheDefault()
    {
        var run = await CommandRun.OfAsync(
            new FakeGateway().Answer($"DELETE {Monitor}", """{"model":"fare","revision":0,"changes":["Rule 'a' is gone."]}"""), "monitor", "delete", "fare");

        Assert.Equal((0, "Model 'fare' is watched by the default definition:\n- Rule 'a' is gone."), (run.ExitCode, run.Output.ReplaceLineEndings("\n")));
    }

    [Fact]
    public async Task MonitorReport_Query_ShowsColumnsAndWhatCannotBeSaid()
    {
        var gateway = new FakeGateway().Answer(
            $"GET {Monitor}/report?version=2&segment=v%3D1&from=2026-03-01T00%3A00%3A00Z&baseline=previous",
            """
            {"model":"fare","version":2,"segment":"v=1","from":"2026-03-01T00:00:00+00:00","until":"2026-03-01T02:00:00+00:00","baseline":"the time before, as long",
            "rows":1500,"answered":1,"failed":0,"p50Milliseconds":1.5,
            "columns":[{"name":"[amount]","kind":"number","rows":1500,"missing":0.1,"mean":2,"drift":[{"metric":"psi","reason":"Too few."}]},
            {"name":"fare","kind":"number","rows":1500,"drift":[{"metric":"psi","reason":"A note."}]}],"outputs":[],"performance":[],"lost":[],
            "definition":{"revision":2,"windowSeconds":3600,"baseline":"training","profile":"own","segments":[],"rules":[]},"incidents":[],"timeline":[],"notes":["A note."]}
            """);

        var run = await CommandRun.OfAsync(gateway, "monitor", "report", "fare", "--version", "2", "--segment", "v=1", "--from", "2026-03-01", "--baseline", "previous");

        Assert.Equal(
            (0,
             """
             Model 'fare' version 2, segment v=1, 2026-03-01 00:00:00Z to 2026-03-01 02:00:00Z, compared with the time before, as long.
             1,500 rows, 1 request answered, 0 failed; p50 1.5 ms, p90 - ms, p99 - ms.
             Complete until -. In no window: 0.
             A note.
             ╭──────────┬───────┬─────────┬─────────────┬──────────────┬────────┬──────┬────────┬─────┬──────────╮
             │ input    │ rows  │ missing │ type errors │ out of range │ unseen │ mean │ median │ psi │ drift    │
             ├──────────┼───────┼─────────┼─────────────┼──────────────┼────────┼──────┼────────┼─────┼──────────┤
             │ [amount] │ 1,500 │ 10 %    │ -           │ -            │ -      │ 2    │ -      │ -   │ Too few. │
             │ fare     │ 1,500 │ -       │ -           │ -            │ -      │ -    │ -      │ -   │ -        │
             ╰──────────┴───────┴─────────┴─────────────┴──────────────┴────────┴──────┴────────┴─────┴──────────╯
             No labels came for this time: bring them with 'orleansml label -f FILE'.
             """.ReplaceLineEndings("\n")),
            (run.ExitCode, run.Output.ReplaceLineEndings("\n")));
    }

    [Fact]
    public async Task MonitorReport_Html_WritesThePage()
    {
        var file = _directory.File("r.html");
        var gateway = new FakeGateway().Answer($"GET {Monitor}/report.html", static _ => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("<!DOCTYPE html>") });

        var run = await CommandRun.OfAsync(gateway, "monitor", "report", "fare", "--html", file);

        Assert.Equal((0, $"The report is in '{file}'.", "<!DOCTYPE html>"), (run.ExitCode, run.Output, File.ReadAllText(file)));
    }

    [Fact]
    public async Task MonitorSegments_Some_AreATable()
    {
        var gateway = new FakeGateway().Answer(
            $"GET {Monitor}/segments",
            """
            {"model":"fare","version":2,"from":"2026-03-01T00:00:00+00:00","until":"2026-03-01T02:00:00+00:00","baseline":"the time before, as long","rows":1500,
            "segments":[{"segment":"v=1","rows":1000,"share":0.5,"column":"amount","psi":0.25,"missing":0.1,
            "performance":[{"metric":"rmse","value":2,"lower":1,"upper":3,"count":7}],"openIncidents":1}]}
            """);

        var run = await CommandRun.OfAsync(gateway, "monitor", "segments", "fare");

        Assert.Equal(
            (0,
             """
             Model 'fare' version 2, 2026-03-01 00:00:00Z to 2026-03-01 02:00:00Z, compared with the time before, as long: 1,500 rows.
             ╭─────────┬───────┬───────┬───────────────┬──────┬─────────┬────────────────────┬──────╮
             │ segment │ rows  │ share │ largest drift │ psi  │ missing │ performance        │ open │
             ├─────────┼───────┼───────┼───────────────┼──────┼─────────┼────────────────────┼──────┤
             │ v=1     │ 1,000 │ 50 %  │ amount        │ 0.25 │ 10 %    │ rmse 2 [1, 3], n 7 │ 1    │
             ╰─────────┴───────┴───────┴───────────────┴──────┴─────────┴────────────────────┴──────╯
             """.ReplaceLineEndings("\n")),
            (run.ExitCode, run.Output.ReplaceLineEndings("\n")));
    }

    [Fact]
    public async Task MonitorSegments_None_SaysWhatWouldMakeSome()
    {
        var gateway = new FakeGateway().Answer(
            $"GET {Monitor}/segments",
            """{"model":"fare","version":2,"from":"2026-03-01T00:00:00+00:00","until":"2026-03-01T02:00:00+00:00","baseline":"the time before, as long","rows":0,"segments":[]}""");

        var run = await CommandRun.OfAsync(gateway, "monitor", "segments", "fare");

        Assert.Equal("There are none in this time; columns under 'segments' in the monitor definition say what is kept apart.", run.OutputLines[1]);
    }

    [Fact]
    public async Task MonitorSegments_LongReasonInAPipe_StaysOnOneLine()
    {
        var reason = string.Join(' ', Enumerable.Repeat("reason", 60));
        var gateway = new FakeGateway().Answer(
            $"GET {Monitor}/segments",
            $$"""
            {"model":"fare","version":2,"from":"2026-03-01T00:00:00+00:00","until":"2026-03-01T02:00:00+00:00","baseline":"{{reason}}","rows":1,
            "segments":[{"segment":"v=1","rows":1,"reason":"{{reason}}","performance":[],"openIncidents":0}]}
            """);

        var run = await CommandRun.OfAsync(gateway, "monitor", "segments", "fare");

        Assert.Equal(6, run.OutputLines.Length);
        Assert.All([0, 4], line => Assert.Contains(reason, run.OutputLines[line], StringComparison.Ordinal));
    }

    [Fact]
    public void RenderReport_NarrowTerminal_LeavesNamesAndNumbersWhole()
    {
        var output = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(output) });
        console.Profile.Width = 80;

        MonitorViews.RenderReport(console, new MonitorReportInfo
        {
            Model = "fare", Version = 2, Segment = "all", From = DateTimeOffset.UnixEpoch, Until = DateTimeOffset.UnixEpoch.AddHours(1), Baseline = string.Join(' ', Enumerable.Repeat("long", 30)), Rows = 21_060, Answered = 1, Failed = 0,
            Columns =
            [
                new MonitorColumn
                {
                    Name = "prediction", Kind = "number", Rows = 21_060, Missing = 0.1234, TypeErrors = 0, OutOfRange = 0.0028, Mean = 50.363123, Median = 44.6,
                    Drift = [new MonitorDrift { Metric = "psi", Value = 2.53863E-05, IsDrift = false }],
                },
            ],
            Outputs = [], Performance = [], Lost = [], Incidents = [], Timeline = [], Notes = [],
            Definition = new MonitorSummary { Revision = 1, WindowSeconds = 10, Baseline = "training", Profile = "own", Segments = [], Rules = [] },
        });

        var lines = output.ToString().ReplaceLineEndings("\n").Split('\n');
        Assert.EndsWith("long.", lines[0], StringComparison.Ordinal);
        Assert.Equal(
            ["input", "rows", "missing", "type", "out", "unseen", "mean", "median", "psi", "drift"], lines[3].Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal("prediction 21,060 12.34 % 0 %    0.28 % -      50.36 44.6   < 0.0001 no", lines[6].TrimEnd());
    }

    [Fact]
    public async Task MonitorAlerts_Open_AreListedWithWholeIds()
    {
        var gateway = new FakeGateway().Answer($"GET {Monitor}/incidents?state=open&limit=100", $$"""{"incidents":[{{Incident}}]}""");

        var run = await CommandRun.OfAsync(gateway, "monitor", "alerts", "fare");

        Assert.Equal((0, $"2026-03-01 01:00:00Z critical open {Id}\n  Column [amount] drifts."), (run.ExitCode, run.Output.ReplaceLineEndings("\n")));
    }

    [Fact]
    public async Task MonitorAlerts_NoneOfAll_SaysSo()
    {
        var run = await CommandRun.OfAsync(new FakeGateway().Answer($"GET {Monitor}/incidents?limit=5", """{"incidents":[]}"""), "monitor", "alerts", "fare", "--state", "all", "--limit", "5");

        Assert.Equal((0, "Model 'fare' has no incidents."), (run.ExitCode, run.Output));
    }

    [Fact]
    public async Task MonitorExplain_Incident_IsAStory()
    {
        var run = await CommandRun.OfAsync(new FakeGateway().Answer($"GET {IncidentPath}", Incident), "monitor", "explain", Id);

        Assert.Equal(
            (0,
             """
             critical: Column [amount] drifts.
             Rule 'drift' (drift) of model 'fare', version 2, segment v=1.
             Since 2026-03-01 00:00:00Z, opened at 2026-03-01 01:00:00Z; open.
             psi 0.5, limit 0.1, p 0.001, from 1,000 rows of 2026-03-01 00:00:00Z to 2026-03-01 01:00:00Z.
             Explained by columns:
             - amount: 75 % of the change, value 0.5, 1,000 rows
             Told and done:
             - 2026-03-01 01:00:00Z webhook https://h (opened): failed after 3 attempts. 503.
             Next:
             - See the window: orleansml monitor report fare --version 2 --segment 'v=1' --from 2026-03-01T00:00:00Z --until 2026-03-01T01:00:00Z
             - Find out whether the world or a source changed: after the first train anew, after the second repair it.
             - Do by hand what failed above.
             - If it is known: orleansml monitor silence fare --rule drift --until TIME --reason TEXT
             - If it is over: orleansml monitor close 'fare/drift/v=1/2026-03-01T00:00:00Z' --reason TEXT
             """.ReplaceLineEndings("\n")),
            (run.ExitCode, run.Output.ReplaceLineEndings("\n")));
    }

    [Fact]
    public async Task MonitorExplain_NoId_IsAMistakeOfUse()
    {
        var run = await CommandRun.OfAsync(new FakeGateway(), "monitor", "explain", "drift");

        Assert.Equal((2, "'drift' is not the id of an incident, which is MODEL/RULE/SEGMENT/WINDOW; 'orleansml monitor alerts MODEL' lists them."), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task MonitorClose_Reason_ClosesIt()
    {
        var closed = Incident.Replace("\"isSilenced\"", "\"closedAt\":\"2026-03-01T02:00:00+00:00\",\"closedBecause\":\"known\",\"isSilenced\"", StringComparison.Ordinal);

        var run = await CommandRun.OfAsync(new FakeGateway().Answer($"POST {IncidentPath}/close?reason=known", closed), "monitor", "close", Id, "--reason", "known");

        Assert.Equal((0, $"Incident '{Id}' is closed since 2026-03-01 02:00:00Z: known"), (run.ExitCode, run.Output));
    }

    [Fact]
    public async Task MonitorSilence_Rule_IsSilentUntilThen()
    {
        var gateway = new FakeGateway().Answer(
            $"POST {Monitor}/silences?rule=drift&until=2026-03-02T00%3A00%3A00Z&reason=holiday", """{"silences":[{"rule":"drift","until":"2026-03-02T00:00:00+00:00","reason":"holiday"}]}""");

        var run = await CommandRun.OfAsync(gateway, "monitor", "silence", "fare", "--rule", "drift", "--until", "2026-03-02", "--reason", "holiday");

        Assert.Equal((0, "Until 2026-03-02 00:00:00Z: rule drift, all segments: holiday"), (run.ExitCode, run.Output));
    }

    [Fact]
    public async Task MonitorSilence_Nothing_ShowsWhatIsSilent()
    {
        var run = await CommandRun.OfAsync(new FakeGateway().Answer($"GET {Monitor}/silences", """{"silences":[]}"""), "monitor", "silence", "fare");

        Assert.Equal((0, "Model 'fare' has no silences."), (run.ExitCode, run.Output));
    }

    [Theory]
    [InlineData("--until", "2026-03-02")]
    [InlineData("--rule", "drift")]
    public async Task MonitorSilence_Half_IsAMistakeOfUse(string option, string value)
    {
        var run = await CommandRun.OfAsync(new FakeGateway(), "monitor", "silence", "fare", option, value);

        Assert.Equal(2, run.ExitCode);
    }

    [Fact]
    public async Task MonitorAlerts_Json_IsWhatTheGatewaySays()
    {
        var gateway = new FakeGateway().Answer($"GET {Monitor}/incidents?state=open&limit=100", """{"incidents":[]}""");

        var run = await CommandRun.OfAsync(gateway, "monitor", "alerts", "fare", "--json");

        Assert.Equal((0, "{\n  \"incidents\": []\n}"), (run.ExitCode, run.Output.ReplaceLineEndings("\n")));
    }
}
