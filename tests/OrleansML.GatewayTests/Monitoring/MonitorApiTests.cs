using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using OrleansML.GatewayTests.Testing;
using OrleansML.Monitoring;

namespace OrleansML.GatewayTests.Monitoring;

[Collection(GatewayCollection.Name)]
public sealed class MonitorApiTests(GatewayFixture gateway)
{
    private const string Monitor = "/api/v1/models/fare/monitor";

    private const string IncidentJson =
        """
        "id":"fare/drift/vendor=\"A\"/2026-03-01T00:00:00Z","version":2,"rule":"drift","kind":"drift","segment":"vendor=\"A\"","state":"STATE","severity":"critical",
        "text":"<b>amount</b> drifts.","window":"2026-03-01T00:00:00+00:00","openedAt":"2026-03-01T01:00:00+00:00",CLOSED"isSilenced":false,
        "evidence":{"metric":"psi","reason":"The number is not finite.","limit":0.1,"rows":1000,"from":"2026-03-01T00:00:00+00:00","until":"2026-03-01T01:00:00+00:00",
        "columns":[{"name":"amount","value":0.5,"rows":1000,"share":0.75}],"segments":[]},
        "actions":[{"kind":"log","target":"","reason":"opened","at":"2026-03-01T01:00:00+00:00","state":"done","endedAt":"2026-03-01T01:00:00+00:00","attempts":1,"outcome":"Written."}]
        """;

    private static readonly string OpenJson = IncidentJson.Replace("STATE", "open", StringComparison.Ordinal).Replace("CLOSED", "", StringComparison.Ordinal);

    private static readonly string IncidentPath = $"{Monitor}/incidents/{Uri.EscapeDataString(FakeModelMonitorGrain.Incident)}";

    [Theory]
    [InlineData("application/yaml", "model: fare\n")]
    [InlineData("application/json", """{"definition": "model: fare\n", "actor": "me"}""")]
    public async Task Apply_Definition_IsPutInUse(string contentType, string body)
    {
        FakeModelMonitorGrain.Calls.Clear();

        var answer = await gateway.Http.PutAsync($"{Monitor}?actor=me&dryRun=true", new StringContent(body, Encoding.UTF8, contentType)).JsonAsync();

        AssertJson("""{"model":"fare","revision":3,"changes":["Rule 'drift' is new."],"notes":["There is no pipeline 'p'."]}""", answer);
        Assert.Equal([new ApplyMonitorRequest { Definition = "model: fare\n", Actor = "me", DryRun = true }], FakeModelMonitorGrain.Calls);
    }

    [Theory]
    [InlineData("?dryRun=perhaps", "model: fare", 400, "'dryRun' is 'perhaps'; true or false is allowed.")]
    [InlineData("", null, 413, "The body has 1048577 bytes; the limit is 1048576 bytes.")]
    public async Task Apply_Wrong_IsRefused(string query, string? body, int status, string error)
    {
        using var response = await gateway.Http.PutAsync($"{Monitor}{query}", new StringContent(body ?? new string('#', 1_048_577)));

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(error, (string?)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["error"]);
    }

    [Fact]
    public async Task Get_Definition_IsTheTextThatWasApplied() => AssertJson(
        """{"model":"fare","definition":"model: fare\n","revision":2,"appliedAt":"2026-03-01T00:00:00+00:00","actor":"me"}""",
        await gateway.Http.GetAsync(Monitor).JsonAsync());

    [Fact]
    public async Task Delete_Definition_GoesBackToTheDefault() => AssertJson(
        """{"model":"fare","revision":0,"changes":["The default holds."],"notes":[]}""", await gateway.Http.DeleteAsync(Monitor).JsonAsync());

    [Theory]
    [InlineData("", null, 100)]
    [InlineData("?state=open&limit=7", true, 7)]
    [InlineData("?state=closed", false, 100)]
    public async Task GetIncidents_State_TellsThoseWithoutNumbersThatJsonLacks(string query, bool? isOpen, int most)
    {
        FakeModelMonitorGrain.Calls.Clear();

        var answer = await gateway.Http.GetAsync($"{Monitor}/incidents{query}").JsonAsync();

        AssertJson(With("""{"incidents":[INCIDENT]}""", OpenJson), answer);
        Assert.Equal([(isOpen, most)], FakeModelMonitorGrain.Calls);
    }

    [Fact]
    public async Task GetIncident_SlashesEscaped_IsFound() => AssertJson(With("INCIDENT", OpenJson), await gateway.Http.GetAsync(IncidentPath).JsonAsync());

    [Fact]
    public async Task Close_Reason_ClosesIt()
    {
        FakeModelMonitorGrain.Calls.Clear();

        var answer = await gateway.Http.PostAsync($"{IncidentPath}/close?reason=known", null).JsonAsync();

        var closed = IncidentJson.Replace("STATE", "closed", StringComparison.Ordinal)
            .Replace("CLOSED", "\"closedAt\":\"2026-03-01T02:00:00+00:00\",\"closedBecause\":\"known\",", StringComparison.Ordinal);
        AssertJson(With("INCIDENT", closed), answer);
        Assert.Equal([(FakeModelMonitorGrain.Incident, "known")], FakeModelMonitorGrain.Calls);
    }

    [Fact]
    public async Task Silence_RuleAndSegment_IsPassedOn() => AssertJson(
        """{"silences":[{"rule":"drift","segment":"vendor=A","until":"2026-03-02T00:00:00+00:00","reason":"holiday"}]}""",
        await gateway.Http.PostAsync($"{Monitor}/silences?rule=drift&segment=vendor%3DA&until=2026-03-02T00:00:00Z&reason=holiday", null).JsonAsync());

    [Fact]
    public async Task GetSilences_None_IsAnEmptyList() => AssertJson("""{"silences":[]}""", await gateway.Http.GetAsync($"{Monitor}/silences").JsonAsync());

    [Theory]
    [InlineData("/incidents?state=shut", 400, "'state' is 'shut'; it must be 'open' or 'closed', or be left out for both.", "InvalidRequest")]
    [InlineData("/incidents?limit=0", 400, "'limit' is 0; it must lie between 1 and 1000.", "InvalidRequest")]
    [InlineData("/incidents/gone", 404, "There is no incident 'gone'.", "IncidentNotFound")]
    [InlineData("/report?version=9", 400, "There are no windows of version 9.", "InvalidRequest")]
    [InlineData("/report?from=soon", 400, "'from' is 'soon', which is not a time; one such as 2026-03-01T12:00:00Z is expected.", "InvalidRequest")]
    [InlineData("/report?until=3%2F4%2F2026", 400, "'until' is '3/4/2026', which is not a time; one such as 2026-03-01T12:00:00Z is expected.", "InvalidRequest")]
    [InlineData("/report?version=two", 400, "'version' is 'two'; a whole number up to 2147483647 is allowed.", "InvalidRequest")]
    [InlineData("/report?version=1&version=2", 400, "'version' is given 2 times; once is allowed.", "InvalidRequest")]
    [InlineData("/report.html?version=9", 400, "There are no windows of version 9.", "InvalidRequest")]
    public async Task Get_Wrong_IsRefusedWithCode(string path, int status, string error, string code)
    {
        using var response = await gateway.Http.GetAsync($"{Monitor}{path}");

        Assert.Equal(status, (int)response.StatusCode);
        var body = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        Assert.Equal((error, code), ((string?)body["error"], (string?)body["code"]));
    }

    [Fact]
    public async Task GetReport_Query_IsPassedOnAndWhatCannotBeSaidIsLeftOutWithAReason()
    {
        FakeMonitorQueryGrain.Queries.Clear();

        var answer = await gateway.Http.GetAsync($"{Monitor}/report?version=2&segment=all&from=2026-03-01&until=2026-03-01T02:00:00Z&baseline=previous").JsonAsync();

        AssertJson(
            With(
                """
                {"model":"fare","version":2,"segment":"all","from":"2026-03-01T00:00:00+00:00","until":"2026-03-01T02:00:00+00:00","baseline":"what the version was trained on",
                "rows":1500,"answered":1500,"failed":3,"p50Milliseconds":1.5,
                "columns":[{"name":"<amount>","kind":"number","rows":1500,"missing":0.1,"mean":2,
                "drift":[{"metric":"psi","value":0.5,"errorBound":0,"pValue":0.001,"isDrift":true},{"metric":"wasserstein","errorBound":0,"reason":"Values are needed."}],
                "distribution":{"bars":["≤ 1","> 1"],"edges":[1],"then":[50,50],"now":[90,10]}}],
                "outputs":[],"performance":[{"metric":"roc_auc","count":5,"reason":"One class."}],"estimated":[],"versions":[],"lost":[],
                "definition":{"revision":2,"windowSeconds":3600,"baseline":"training","profile":"own","segments":["vendor"],"rules":["drift"]},
                "incidents":[INCIDENT],
                "timeline":[{"start":"2026-03-01T00:00:00+00:00","end":"2026-03-01T01:00:00+00:00","rows":1000,"failedShare":0,"column":"<amount>","psi":0.4},
                {"start":"2026-03-01T01:00:00+00:00","end":"2026-03-01T02:00:00+00:00","rows":500}],
                "notes":["Note & more."]}
                """,
                OpenJson),
            answer);
        var start = FakeModelMonitorGrain.Start;
        Assert.Equal([new MonitorQuery { Version = 2, Segment = "all", From = start, Until = start.AddHours(2), Baseline = "previous" }], FakeMonitorQueryGrain.Queries);
    }

    [Fact]
    public async Task GetSegments_Asked_TellsThem() => AssertJson(
        """
        {"model":"fare","version":2,"from":"2026-03-01T00:00:00+00:00","until":"2026-03-01T02:00:00+00:00","baseline":"the time before, as long","rows":1500,
        "segments":[{"segment":"vendor=\"A\"","rows":1000,"share":0.5,"column":"<amount>","psi":0.25,"missing":0.1,"performance":[],"openIncidents":1}]}
        """,
        await gateway.Http.GetAsync($"{Monitor}/segments").JsonAsync());

    [Fact]
    public async Task GetReportPage_TextsThatAreMarkup_IsWellFormedAndEscapedAndNeedsNothingElse()
    {
        using var response = await gateway.Http.GetAsync($"{Monitor}/report.html");
        var page = await response.Content.ReadAsStringAsync();

        Assert.Equal((HttpStatusCode.OK, "text/html; charset=utf-8"), (response.StatusCode, response.Content.Headers.ContentType!.ToString()));
        var html = XDocument.Parse(Closed(page)).Root!;
        Assert.Equal(["<b>amount</b> drifts."], html.Descendants("table").Single(static table => (string?)table.Attribute("id") == "incidents")
            .Descendants("td").Where(static cell => cell.Value.Contains("drifts", StringComparison.Ordinal)).Select(static cell => cell.Value));
        Assert.Equal(["<amount>"], html.Descendants("h3").Select(static heading => heading.Value));
        var bars = html.Descendants("svg").Single(static picture => (string?)picture.Attribute("class") == "bars");
        Assert.Equal(
            ["≤ 1 then: 50 %", "≤ 1 now: 90 %", "> 1 then: 50 %", "> 1 now: 10 %"], bars.Descendants("rect").Select(static bar => bar.Element("title")!.Value));
        Assert.Equal("vendor=\"A\"", html.Descendants("table").Single(static table => (string?)table.Attribute("id") == "segments").Descendants("tbody").Descendants("th").Single().Value);
        Assert.All(html.Descendants("svg"), static picture => Assert.NotEmpty(picture.Element("title")!.Value + picture.Element("desc")!.Value));
        Assert.DoesNotContain("http://", page, StringComparison.Ordinal);
        Assert.DoesNotContain("https://", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
    }

    // HTML leaves these open, which XML must not.
    private static string Closed(string page) => page[page.IndexOf("<html", StringComparison.Ordinal)..]
        .Replace("<meta charset=\"utf-8\">", "", StringComparison.Ordinal)
        .Replace("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">", "", StringComparison.Ordinal)
        .Replace("img-src data:\">", "img-src data:\"/>", StringComparison.Ordinal)
        .Replace("<link rel=\"icon\" href=\"data:,\">", "", StringComparison.Ordinal);

    private static string With(string json, string incident) => json.Replace("INCIDENT", $"{{{incident}}}", StringComparison.Ordinal);

    private static void AssertJson(string expected, JsonNode answer) =>
        Assert.Equal(JsonNode.Parse(expected.ReplaceLineEndings(""))!.ToJsonString(), answer.ToJsonString());
}
