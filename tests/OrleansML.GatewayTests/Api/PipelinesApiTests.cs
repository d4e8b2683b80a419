using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using OrleansML.GatewayTests.Testing;
using OrleansML.Pipelines;

namespace OrleansML.GatewayTests.Api;

[Collection(GatewayCollection.Name)]
public sealed class PipelinesApiTests(GatewayFixture gateway)
{
    private const string Pipelines = "/api/v1/pipelines";
    private const string Nightly = $"{Pipelines}/nightly";
    private const string Run = $"{Nightly}/runs/20260329T010000Z-1f0c2a9b";
    private const string KeyedRun = $"{Nightly}/runs/nightly%2F2026-03-29T01:00:00Z";

    private const string RunJson =
        """
        "run":"20260329T010000Z-1f0c2a9b","key":"nightly/2026-03-29T01:00:00Z","trigger":"nightly",
        "intervalStart":"2026-03-28T01:00:00+00:00","intervalEnd":"2026-03-29T01:00:00+00:00","state":"Running","decidedAt":"2026-03-29T01:00:00+00:00","revision":3
        """;

    private const string StepsJson =
        """
        "steps":[
        {"step":"history","kind":"training_set","state":"Succeeded","attempt":1,"startedAt":"2026-03-29T01:00:00+00:00","endedAt":"2026-03-29T01:01:00+00:00","output":"/data/a","after":[]},
        {"step":"train","kind":"train","state":"WaitingToRetry","attempt":2,"startedAt":"2026-03-29T01:00:00+00:00","retryAt":"2026-03-29T01:05:00+00:00","reason":"No pool.","after":["history"]}]
        """;

    private const string TriggersJson =
        """
        "triggers":[{"trigger":"nightly","schedule":"cron '0 2 * * *' in Europe/Berlin","nextAt":"2026-03-30T01:00:00+00:00"},{"trigger":"rows","schedule":"new rows of payments","why":"12 of 100 rows."}]
        """;

    private const string LastJson =
        """
        {"run":"r","key":"hand/r","trigger":"hand","intervalStart":"2026-03-28T01:00:00+00:00","intervalEnd":"2026-03-29T01:00:00+00:00","state":"Failed","decidedAt":"2026-03-29T01:00:00+00:00","endedAt":"2026-03-29T02:00:00+00:00","reason":"Step 'x' failed."}
        """;

    [Theory]
    [InlineData("application/yaml", FakePipelineGrain.Definition)]
    [InlineData("text/yaml", FakePipelineGrain.Definition)]
    [InlineData("application/json", """{"definition": "name: nightly\n", "actor": "me"}""")]
    public async Task Apply_Definition_IsPutInUse(string contentType, string body)
    {
        FakePipelineGrain.Calls.Clear();

        var answer = await gateway.Http.PutAsync($"{Nightly}?actor=me&dryRun=true", new StringContent(body, Encoding.UTF8, contentType)).JsonAsync();

        Assert.Equal("""{"pipeline":"nightly","revision":4,"changes":["Step 'train' is new."]}""", Text(answer));
        Assert.Equal([new ApplyPipelineRequest { Definition = FakePipelineGrain.Definition, Actor = "me", DryRun = true }], FakePipelineGrain.Calls);
    }

    [Theory]
    [InlineData("text/yaml", "", "The pipeline definition is not valid.")]
    [InlineData("application/json", "1", """The body is no JSON object; one such as {"definition": "name: nightly\n...", "actor": "who"} is expected.""")]
    [InlineData("application/json", "{}", "The body is not right: 'definition' is missing: the pipeline definition in YAML.")]
    [InlineData("application/json", """{"definition": "a", "name": "b"}""", "The body is not right: 'name' is not known; the members are 'definition', 'actor'.")]
    public Task Apply_Wrong_IsRefusedWithCode(string contentType, string body, string error) =>
        AssertErrorAsync(gateway.Http.PutAsync(Nightly, new StringContent(body, Encoding.UTF8, contentType)), 400, error, "InvalidRequest");

    [Fact]
    public async Task Apply_TooLarge_Is413()
    {
        using var response = await gateway.Http.PutAsync(Nightly, new StringContent(new string('a', (1 << 20) + 1), Encoding.UTF8, "text/yaml"));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Fact]
    public async Task List_Asked_TellsWhatGoesOnAndWhatComesNext()
    {
        var answer = await gateway.Http.GetAsync(Pipelines).JsonAsync();

        AssertJson(
            $$"""
            {"pipelines":[{"pipeline":"bare","revision":1,"waiting":0,"triggers":[]},
            {"pipeline":"nightly","description":"Every night.","revision":3,"pausedSince":"2026-03-29T01:00:00+00:00","pauseReason":"Maintenance.",
            "open":{{{RunJson}}},"waiting":1,"last":{{LastJson}},{{TriggersJson}}}]}
            """,
            answer);
    }

    [Fact]
    public async Task Get_Nightly_TellsEverything()
    {
        var answer = await gateway.Http.GetAsync(Nightly).JsonAsync();

        AssertJson(
            $$"""
            {"pipeline":"nightly","description":"Every night.","revision":3,"appliedAt":"1970-01-01T00:00:00+00:00","actor":"me",
            "pausedSince":"2026-03-29T01:00:00+00:00","pauseReason":"Maintenance.",{{TriggersJson}},
            "open":{{{RunJson}},{{StepsJson}}},
            "waiting":[{"run":"w","key":"hand/w","trigger":"hand","intervalStart":"2026-03-28T01:00:00+00:00","intervalEnd":"2026-03-29T01:00:00+00:00","state":"Waiting","revision":3}],
            "recent":[{{LastJson}}],
            "backfill":{"operation":"b","trigger":"nightly","doneUntil":"2026-03-27T01:00:00+00:00","until":"2026-03-28T01:00:00+00:00"},
            "notifications":2,"notificationFailure":"503"}
            """,
            answer);
    }

    [Fact]
    public async Task GetDefinition_Asked_IsTheTextThatWasApplied() => Assert.Equal(
        """{"pipeline":"nightly","definition":"name: nightly\n"}""", Text(await gateway.Http.GetAsync($"{Nightly}/definition").JsonAsync()));

    [Fact]
    public async Task GetDecisions_Limit_TellsThemWithReasons() => AssertJson(
        """
        {"decisions":[{"at":"2026-03-29T01:00:00+00:00","kind":"skip","trigger":"nightly","key":"nightly/2026-03-29T01:00:00Z","why":"It is skipped."},
        {"at":"1970-01-01T00:00:00+00:00","kind":"apply","why":"At most 7."}]}
        """,
        await gateway.Http.GetAsync($"{Nightly}/decisions?limit=7").JsonAsync());

    [Theory]
    [InlineData(Run)]
    [InlineData(KeyedRun)]
    public async Task GetRun_IdOrKey_TellsItsSteps(string path) => AssertJson($$"""{{{RunJson}},{{StepsJson}}}""", await gateway.Http.GetAsync(path).JsonAsync());

    [Fact]
    public async Task Start_Interval_AsksForARunOfThatOperation()
    {
        FakePipelineGrain.Calls.Clear();

        await gateway.Http.PostAsync($"{Nightly}:run?start=2026-03-01&end=2026-03-02T02:00:00%2B02:00&operation=o1&at=2026-03-03T00:00:00Z", null).JsonAsync();

        Assert.Equal(
            [
                new StartPipelineRequest
                {
                    Operation = "o1",
                    At = new DateTimeOffset(2026, 3, 3, 0, 0, 0, TimeSpan.Zero),
                    IntervalStart = new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero),
                    IntervalEnd = new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero),
                },
            ],
            FakePipelineGrain.Calls);
    }

    [Fact]
    public async Task Start_NothingSaid_MakesAnOperationOfEachRequest()
    {
        FakePipelineGrain.Calls.Clear();

        await gateway.Http.PostAsync($"{Nightly}:run", null).JsonAsync();
        await gateway.Http.PostAsync($"{Nightly}:run", null).JsonAsync();

        var requests = FakePipelineGrain.Calls.Cast<StartPipelineRequest>().ToArray();
        Assert.Equal(2, requests.Select(static request => request.Operation).Distinct().Count());
        Assert.All(requests, static request =>
        {
            Assert.Matches("^[0-9a-f]{32}$", request.Operation);
            Assert.Null(request.IntervalStart);
            Assert.InRange(request.At, DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow);
        });
    }

    [Fact]
    public async Task Backfill_Range_AsksForItsRuns()
    {
        FakePipelineGrain.Calls.Clear();

        await gateway.Http.PostAsync($"{Nightly}:backfill?trigger=nightly&from=2026-01-01&until=2026-01-31&most=31&operation=o&at=2026-02-01", null).JsonAsync();

        Assert.Equal(
            [
                new BackfillPipelineRequest
                {
                    Operation = "o",
                    At = new DateTimeOffset(2026, 2, 1, 0, 0, 0, TimeSpan.Zero),
                    Trigger = "nightly",
                    From = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
                    Until = new DateTimeOffset(2026, 1, 31, 0, 0, 0, TimeSpan.Zero),
                    Most = 31,
                },
            ],
            FakePipelineGrain.Calls);
    }

    [Theory]
    [InlineData(":run?start=2026-01-01", "'end' is missing: a data interval has both, or leave both out for the last complete one.")]
    [InlineData(":run?end=2026-01-01", "'start' is missing: a data interval has both, or leave both out for the last complete one.")]
    [InlineData(":run?start=now&end=then", "'start' is 'now', which is not a time; one such as 2026-03-01T12:00:00Z is expected.")]
    [InlineData(":run?at=2026-01-01", "'at' says when an operation was asked for: it needs 'operation', its id.")]
    [InlineData(":backfill?from=2026-01-01&until=2026-01-02", "'trigger' is missing: the name of a trigger by cron or interval, whose runs are to be made up.")]
    [InlineData(":backfill?trigger=nightly&from=2026-01-01", "'until' is missing: a time such as 2026-03-01T12:00:00Z.")]
    public Task Ask_Wrong_IsRefusedWithCode(string path, string error) =>
        AssertErrorAsync(gateway.Http.PostAsync(Nightly + path, null), 400, error, "InvalidRequest");

    [Fact]
    public Task Backfill_AnotherGoesOn_Is409() => AssertErrorAsync(
        gateway.Http.PostAsync($"{Nightly}:backfill?trigger=other&from=2026-01-01&until=2026-01-31", null), 409, "Another backfill goes on.", "Conflict");

    [Theory]
    [InlineData("POST", Nightly + ":pause?reason=no%20more", "pause", "no more")]
    [InlineData("POST", Nightly + ":unpause", "unpause", "")]
    [InlineData("POST", Nightly + ":end-backfill", "end-backfill", "")]
    [InlineData("POST", Run + ":cancel?reason=enough", "20260329T010000Z-1f0c2a9b", "enough")]
    [InlineData("POST", KeyedRun + ":cancel?reason=enough", FakePipelineGrain.Key, "enough")]
    [InlineData("POST", Run + ":resume", "run", "20260329T010000Z-1f0c2a9b")]
    [InlineData("DELETE", Nightly, "delete", "nightly")]
    public async Task Change_Asked_IsTold(string method, string path, string call, string text)
    {
        FakePipelineGrain.Calls.Clear();

        await gateway.Http.SendAsync(new HttpRequestMessage(new HttpMethod(method), path)).JsonAsync();

        Assert.Contains((call, text), FakePipelineGrain.Calls);
    }

    [Theory]
    [InlineData("GET", "/nobody")]
    [InlineData("GET", "/nobody/definition")]
    [InlineData("GET", "/nobody/decisions")]
    [InlineData("POST", "/nobody:run")]
    [InlineData("POST", "/nobody:pause?reason=r")]
    [InlineData("DELETE", "/nobody")]
    public Task Pipeline_Unknown_Is404(string method, string path) => AssertErrorAsync(
        gateway.Http.SendAsync(new HttpRequestMessage(new HttpMethod(method), Pipelines + path)),
        404,
        "There is no pipeline 'nobody'; apply it first.",
        "PipelineNotFound");

    [Fact]
    public Task GetRun_Unknown_Is404() =>
        AssertErrorAsync(gateway.Http.GetAsync($"{Nightly}/runs/r7"), 404, "There is no run 'r7'.", "RunNotFound");

    [Fact]
    public Task Get_NoName_IsRefused() => AssertErrorAsync(
        gateway.Http.GetAsync($"{Pipelines}/..%2fetc"),
        400,
        "'..%2fetc' is not a pipeline name: use 1 to 64 letters, digits, '.', '_' or '-', the first a letter or digit.",
        "InvalidRequest");

    [Theory]
    [InlineData("PUT", Pipelines, "GET")]
    [InlineData("POST", Nightly, "DELETE, GET, PUT")]
    [InlineData("DELETE", Run, "GET")]
    public async Task Pipeline_OtherMethod_Is405WithThoseAllowed(string method, string path, string allowed)
    {
        using var response = await gateway.Http.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));

        Assert.Equal((HttpStatusCode.MethodNotAllowed, allowed), (response.StatusCode, string.Join(", ", response.Content.Headers.Allow)));
    }

    private static void AssertJson(string expected, JsonNode answer) => Assert.Equal(JsonNode.Parse(expected)!.ToJsonString(), answer.ToJsonString());

    private static string Text(JsonNode answer) => answer.ToJsonString().Replace("\\u0027", "'", StringComparison.Ordinal);

    private static async Task AssertErrorAsync(Task<HttpResponseMessage> answer, int status, string error, string code)
    {
        using var response = await answer;
        var body = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        Assert.Equal(((HttpStatusCode)status, error, code), (response.StatusCode, (string?)body["error"], (string?)body["code"]));
    }
}
