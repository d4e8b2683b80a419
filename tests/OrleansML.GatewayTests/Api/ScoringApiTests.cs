using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using OrleansML.GatewayTests.Testing;

namespace OrleansML.GatewayTests.Api;

[Collection(GatewayCollection.Name)]
public sealed class ScoringApiTests(GatewayFixture gateway)
{
    private const string Jobs = "/api/v1/scoring/jobs";
    private const string Estimate = "/api/v1/scoring/estimate";
    private const string Definition = "model: churn\nkey: [id]\n";

    [Theory]
    [InlineData("text/yaml")]
    [InlineData("application/yaml")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task Start_Yaml_StartsTheJobThatTheQueryNames(string contentType)
    {
        var job = NewJob();

        var answer = await gateway.Http.PostAsync($"{Jobs}?job={job}&actor=me", new StringContent(Definition, Encoding.UTF8, contentType)).JsonAsync();

        Assert.Equal((Definition, "me"), Started(job));
        Assert.Equal(
            $$"""{"job":"{{job}}","model":"churn","version":3,"state":"Planned","rows":0,"planComplete":false,"rowsDone":0,"deadRows":0,"slices":0,"slicesDone":0,"leases":0,"rowsPerSecond":0,"workers":[],"batchRows":0,"plannedAt":"0001-01-01T00:00:00+00:00"}""",
            Text(answer));
    }

    [Fact]
    public async Task Start_Json_StartsTheJobThatTheBodyNames()
    {
        var job = NewJob();

        await gateway.Http.PostAsJsonAsync($"{Jobs}?job=other&actor=other", new { job, definition = Definition, actor = "me" }).JsonAsync();

        Assert.Equal((Definition, "me"), Started(job));
        Assert.False(FakeScoringCoordinatorGrain.Requests.ContainsKey("other"));
    }

    [Fact]
    public async Task Start_WithoutId_MakesOneOfModelAndTime()
    {
        var answer = await gateway.Http.PostAsync(Jobs, new StringContent(Definition)).JsonAsync();

        var job = (string)answer["job"]!;
        Assert.Matches("^churn-20[0-9]{6}-[0-9]{6}-[0-9a-f]{6}$", job);
        Assert.Equal((Definition, ""), Started(job));
    }

    [Theory]
    [InlineData("text/yaml", "", "The scoring definition is not valid.")]
    [InlineData("application/json", "[]", """The body is no JSON object; one such as {"job": "churn-1", "definition": "model: churn\n...", "actor": "who"} is expected.""")]
    [InlineData("application/json", "{", """The body is not JSON (line 1, byte 2); an object such as {"job": "churn-1", "definition": "model: churn\n...", "actor": "who"} is expected.""")]
    [InlineData("application/json", """{"job": "j"}""", "The body is not right: 'definition' is missing: the scoring definition in YAML.")]
    [InlineData("application/json", """{"definition": 1}""", "The body is not right: 'definition' holds Number; a text is allowed.")]
    [InlineData("application/json", """{"definition": "a", "run": "r"}""", "The body is not right: 'run' is not known; the members are 'job', 'definition', 'actor'.")]
    [InlineData("application/json", """{"definition": "a", "job": "../etc"}""", "'../etc' is not a job name: use 1 to 64 letters, digits, '.', '_' or '-', the first a letter or digit.")]
    public Task Start_Wrong_IsRefusedWithCode(string contentType, string body, string error) =>
        AssertErrorAsync(gateway.Http.PostAsync(Jobs, new StringContent(body, Encoding.UTF8, contentType)), 400, error, "InvalidRequest");

    [Theory]
    [InlineData("", "text/yaml", (1 << 20) + 1)]
    [InlineData("", "application/json", (2 << 20) + 1)]
    [InlineData("estimate", "text/yaml", (1 << 20) + 1)]
    public async Task Start_TooLarge_Is413(string what, string contentType, int length)
    {
        using var response = await gateway.Http.PostAsync(what == "" ? Jobs : Estimate, new StringContent(new string('a', length), Encoding.UTF8, contentType));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Fact]
    public async Task Get_Running_TellsProgressAndWhatIsLeft()
    {
        var answer = await gateway.Http.GetAsync($"{Jobs}/running").JsonAsync();

        // 6,000 rows are left, at 500 rows per second.
        Assert.Equal(
            """
            {"job":"running","model":"churn","version":3,"state":"Running","reason":"Workers begin.",
            "rows":10000,"planComplete":true,"rowsDone":4000,"deadRows":7,"slices":5,"slicesDone":1,"leases":4,
            "rowsPerSecond":500,"estimatedSecondsRemaining":12,
            "workers":[{"slot":0,"silo":"S1","held":[1,3]},{"slot":1,"silo":"S2","held":[]}],
            "batchRows":1024,"plannedAt":"1970-01-01T00:00:00+00:00"}
            """.ReplaceLineEndings(""),
            Text(answer));
    }

    [Fact]
    public async Task Get_StillPlanning_DoesNotSayWhatIsLeft()
    {
        var answer = await gateway.Http.GetAsync($"{Jobs}/planning").JsonAsync();

        Assert.Equal((false, 500), ((bool)answer["planComplete"]!, (int)answer["rowsPerSecond"]!));
        Assert.Null(answer["estimatedSecondsRemaining"]);
    }

    [Fact]
    public async Task Get_Ended_TellsTheOutcomeAndNothingLeft()
    {
        var answer = await gateway.Http.GetAsync($"{Jobs}/ended").JsonAsync();

        Assert.Equal(
            """{"result":"table public.scores","manifest":"/data/scoring/ended/parts/_MANIFEST.json","manifestSha256":"ab","rows":9993,"deadRows":7}""",
            answer["outcome"]!.ToJsonString());
        Assert.Equal(("Completed", "1970-01-01T00:01:00+00:00"), ((string?)answer["state"], (string?)answer["endedAt"]));
        Assert.Null(answer["estimatedSecondsRemaining"]);
    }

    [Theory]
    [InlineData("", new[] { "running", "planning", "ended" })]
    [InlineData("?limit=1", new[] { "running" })]
    public async Task List_Asked_TellsNewestFirst(string query, string[] expected)
    {
        var answer = await gateway.Http.GetAsync($"{Jobs}{query}").JsonAsync();

        Assert.Equal(expected, answer["jobs"]!.AsArray().Select(static job => (string)job!["job"]!));
    }

    [Fact]
    public async Task List_Ended_TellsWhereItsResultIs()
    {
        var answer = await gateway.Http.GetAsync(Jobs).JsonAsync();

        Assert.Equal(
            """{"job":"ended","model":"churn","version":3,"state":"Completed","rows":10000,"rowsDone":10000,"deadRows":7,"plannedAt":"1970-01-01T00:00:00+00:00","endedAt":"1970-01-01T00:01:00+00:00","result":"table public.scores"}""",
            Text(answer["jobs"]![2]!));
    }

    [Fact]
    public Task List_LimitOutOfRange_IsRefused() =>
        AssertErrorAsync(gateway.Http.GetAsync($"{Jobs}?limit=1001"), 400, "'limit' is 1001; it must lie between 1 and 1000.", "InvalidRequest");

    [Fact]
    public async Task Cancel_WithReason_TellsItToTheJob()
    {
        await gateway.Http.PostAsync($"{Jobs}/running:cancel?reason=no%20more", null).JsonAsync();

        Assert.Contains("cancel no more", FakeScoringCoordinatorGrain.Calls);
    }

    [Fact]
    public async Task Resume_Running_TellsHowItStands() =>
        Assert.Equal("Running", (string?)(await gateway.Http.PostAsync($"{Jobs}/running:resume", null).JsonAsync())["state"]);

    [Fact]
    public Task Resume_Completed_Is409() => AssertErrorAsync(
        gateway.Http.PostAsync($"{Jobs}/ended:resume", null), 409, "Scoring job 'ended' is completed; start another to score again.", "Conflict");

    [Theory]
    [InlineData("application/yaml", Definition)]
    [InlineData("application/json", """{"definition": "model: churn"}""")]
    public async Task Estimate_NotDoneAtOnce_AnswersWhenItIs(string contentType, string body)
    {
        var answer = await gateway.Http.PostAsync(Estimate, new StringContent(body, Encoding.UTF8, contentType)).JsonAsync();

        // 6,000 rows at 500 rows per second and worker; there are three slices only.
        Assert.Equal(
            """
            {"version":3,"rows":6000,"rowsExact":false,"slices":3,"bytes":4096,"workers":4,"batchRows":256,"sampleRows":1000,"sampleDeadRows":2,
            "sampleDeadReason":"row 5 of the input: 'age' is missing.","rowsPerSecond":500,"estimatedSeconds":4}
            """.ReplaceLineEndings(""),
            Text(answer).Replace("\\u0027", "'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Estimate_NoWorker_DoesNotSayHowLong()
    {
        var answer = await gateway.Http.PostAsync(Estimate, new StringContent("model: idle")).JsonAsync();

        Assert.Equal(
            """{"version":3,"rows":6000,"rowsExact":true,"slices":3,"bytes":4096,"workers":0,"batchRows":256,"sampleRows":1000,"sampleDeadRows":0,"rowsPerSecond":500}""",
            answer.ToJsonString());
    }

    [Theory]
    [InlineData("text/yaml", "", 400, "The scoring definition is not valid.", "InvalidRequest")]
    [InlineData("text/yaml", "model: nobody", 404, "There is no model 'nobody'; push it first.", "ModelNotFound")]
    [InlineData("application/json", "1", 400, """The body is no JSON object; one such as {"definition": "model: churn\n..."} is expected.""", "InvalidRequest")]
    [InlineData("application/json", """{"definition": "a", "job": "j"}""", 400, "The body is not right: 'job' is not known; the members are 'definition'.", "InvalidRequest")]
    public Task Estimate_Wrong_IsRefusedWithCode(string contentType, string body, int status, string error, string code) =>
        AssertErrorAsync(gateway.Http.PostAsync(Estimate, new StringContent(body, Encoding.UTF8, contentType)), status, error, code);

    [Theory]
    [InlineData("GET", "/nobody")]
    [InlineData("POST", "/nobody:cancel")]
    [InlineData("POST", "/nobody:resume")]
    public Task Job_Unknown_Is404(string method, string path) => AssertErrorAsync(
        gateway.Http.SendAsync(new HttpRequestMessage(new HttpMethod(method), Jobs + path)), 404, "There is no scoring job 'nobody'.", "RunNotFound");

    [Theory]
    [InlineData("PUT", Jobs, "GET, POST")]
    [InlineData("DELETE", $"{Jobs}/running", "GET")]
    [InlineData("PUT", $"{Jobs}/running:cancel", "POST")]
    [InlineData("PUT", $"{Jobs}/running:resume", "POST")]
    [InlineData("GET", Estimate, "POST")]
    public async Task Job_OtherMethod_Is405WithThoseAllowed(string method, string path, string allowed)
    {
        using var response = await gateway.Http.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));

        Assert.Equal((HttpStatusCode.MethodNotAllowed, allowed), (response.StatusCode, string.Join(", ", response.Content.Headers.Allow)));
    }

    private static string NewJob() => $"j{Guid.NewGuid():N}";

    private static string Text(JsonNode answer) => answer.ToJsonString().Replace("\\u002B", "+", StringComparison.Ordinal);

    private static (string Definition, string Actor) Started(string job) =>
        FakeScoringCoordinatorGrain.Requests.TryGetValue(job, out var request) ? (request.Definition, request.Actor) : default;

    private static async Task AssertErrorAsync(Task<HttpResponseMessage> answer, int status, string error, string code)
    {
        using var response = await answer;
        var body = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        Assert.Equal(((HttpStatusCode)status, error, code), (response.StatusCode, (string?)body["error"], (string?)body["code"]));
    }
}
