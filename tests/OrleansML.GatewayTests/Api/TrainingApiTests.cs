using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using OrleansML.GatewayTests.Testing;

namespace OrleansML.GatewayTests.Api;

[Collection(GatewayCollection.Name)]
public sealed class TrainingApiTests(GatewayFixture gateway)
{
    private const string Runs = "/api/v1/training/runs";
    private const string Definition = "model: fare\ntask: regression\n";

    [Theory]
    [InlineData("text/yaml")]
    [InlineData("application/yaml")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task Start_Yaml_StartsTheRunThatTheQueryNames(string contentType)
    {
        var run = NewRun();

        var answer = await gateway.Http.PostAsync($"{Runs}?run={run}&actor=me", new StringContent(Definition, Encoding.UTF8, contentType)).JsonAsync();

        Assert.Equal((Definition, "me"), Started(run));
        Assert.Equal(
            $$"""{"run":"{{run}}","model":"fare","state":"Planned","generation":0,"members":[],"step":0,"steps":0,"stepsPerEpoch":0,"epoch":0,"rowsPerSecond":0,"epochs":[],"leases":[],"rows":{"train":0,"validation":0,"test":0},"plannedAt":"0001-01-01T00:00:00+00:00"}""",
            answer.ToJsonString().Replace("\\u002B", "+", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Start_Json_StartsTheRunThatTheBodyNames()
    {
        var run = NewRun();

        await gateway.Http.PostAsJsonAsync($"{Runs}?run=other&actor=other", new { run, definition = Definition, actor = "me" }).JsonAsync();

        Assert.Equal((Definition, "me"), Started(run));
        Assert.False(FakeTrainingCoordinatorGrain.Requests.ContainsKey("other"));
    }

    [Fact]
    public async Task Start_WithoutId_MakesOneOfModelAndTime()
    {
        var answer = await gateway.Http.PostAsync(Runs, new StringContent(Definition)).JsonAsync();

        var run = (string)answer["run"]!;
        Assert.Matches("^fare-20[0-9]{6}-[0-9]{6}-[0-9a-f]{6}$", run);
        Assert.Equal((Definition, ""), Started(run));
    }

    [Theory]
    [InlineData("text/yaml", "", "The training definition is not valid.")]
    [InlineData("application/json", "[]", """The body is no JSON object; one such as {"run": "fare-1", "definition": "model: fare\n...", "actor": "who"} is expected.""")]
    [InlineData("application/json", """{"run": "r"}""", "The body is not right: 'definition' is missing: the training definition in YAML.")]
    [InlineData("application/json", """{"definition": 1}""", "The body is not right: 'definition' holds Number; a text is allowed.")]
    [InlineData("application/json", """{"definition": "a", "wait": true}""", "The body is not right: 'wait' is not known; the members are 'run', 'definition', 'actor'.")]
    [InlineData("application/json", """{"definition": "a", "run": "../etc"}""", "'../etc' is not a run name: use 1 to 64 letters, digits, '.', '_' or '-', the first a letter or digit.")]
    public Task Start_Wrong_IsRefusedWithCode(string contentType, string body, string error) =>
        AssertErrorAsync(gateway.Http.PostAsync(Runs, new StringContent(body, Encoding.UTF8, contentType)), 400, error, "InvalidRequest");

    [Theory]
    [InlineData("text/yaml", (1 << 20) + 1)]
    [InlineData("application/json", (2 << 20) + 1)]
    public async Task Start_TooLarge_Is413(string contentType, int length)
    {
        using var response = await gateway.Http.PostAsync(Runs, new StringContent(new string('a', length), Encoding.UTF8, contentType));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Fact]
    public async Task Get_Running_TellsProgressAndWhatIsLeft()
    {
        var answer = await gateway.Http.GetAsync($"{Runs}/running").JsonAsync();

        // 60 steps of 100 rows are left, at 500 rows per second.
        Assert.Equal(
            """
            {"run":"running","model":"fare","state":"Running","reason":"Workers join.","generation":2,
            "members":[{"slot":1,"silo":"S1","firstShard":4,"shards":4}],
            "step":40,"steps":100,"stepsPerEpoch":10,"epoch":1,"rowsPerSecond":500,"loss":0.5,"estimatedSecondsRemaining":12,"checkpointStep":30,
            "epochs":[{"epoch":0,"rows":1000,"eachRowOnce":true,"loss":0.75}],
            "leases":[{"generation":1,"slot":0,"firstShard":0,"shards":8,"fromStep":0,"toStep":20},{"generation":2,"slot":1,"firstShard":4,"shards":4,"fromStep":20}],
            "rows":{"train":1000,"validation":100,"test":200},"plannedAt":"1970-01-01T00:00:00+00:00"}
            """.ReplaceLineEndings(""),
            answer.ToJsonString().Replace("\\u002B", "+", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Get_Ended_TellsOutcomeWithMetricsAndNothingLeft()
    {
        var answer = await gateway.Http.GetAsync($"{Runs}/ended").JsonAsync();

        Assert.Equal(
            """{"passed":false,"reasons":["It is worse."],"gateRecord":"ab","package":"ef","champion":3,"metrics":[{"name":"rmse","value":2,"lower":1.5,"upper":2.5},{"name":"r2"}]}""",
            answer["outcome"]!.ToJsonString());
        Assert.Equal(("Completed", "cd"), ((string?)answer["state"], (string?)answer["stateDigest"]));
        Assert.Null(answer["estimatedSecondsRemaining"]);
    }

    [Theory]
    [InlineData("", new[] { "running", "ended" })]
    [InlineData("?limit=1", new[] { "running" })]
    public async Task List_Asked_TellsNewestFirst(string query, string[] expected)
    {
        var answer = await gateway.Http.GetAsync($"{Runs}{query}").JsonAsync();

        Assert.Equal(expected, answer["runs"]!.AsArray().Select(static run => (string)run!["run"]!));
    }

    [Fact]
    public Task List_LimitOutOfRange_IsRefused() =>
        AssertErrorAsync(gateway.Http.GetAsync($"{Runs}?limit=0"), 400, "'limit' is 0; it must lie between 1 and 1000.", "InvalidRequest");

    [Fact]
    public async Task Cancel_WithReason_TellsItToTheRun()
    {
        await gateway.Http.PostAsync($"{Runs}/running:cancel?reason=no%20more", null).JsonAsync();

        Assert.Contains("cancel no more", FakeTrainingCoordinatorGrain.Calls);
    }

    [Fact]
    public async Task Resume_Running_TellsHowItStands() =>
        Assert.Equal("Running", (string?)(await gateway.Http.PostAsync($"{Runs}/running:resume", null).JsonAsync())["state"]);

    [Fact]
    public Task Resume_Completed_Is409() => AssertErrorAsync(
        gateway.Http.PostAsync($"{Runs}/ended:resume", null), 409, "Training run 'ended' is completed; start another to train again.", "Conflict");

    [Fact]
    public async Task GetGate_Ended_AnswersTheRecordByteForByte()
    {
        using var response = await gateway.Http.GetAsync($"{Runs}/ended/gate");

        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(Encoding.UTF8.GetBytes(FakeTrainingCoordinatorGrain.Record), await response.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public Task GetGate_Running_Is404() => AssertErrorAsync(
        gateway.Http.GetAsync($"{Runs}/running/gate"), 404, "Training run 'running' is Running and has no gate record.", "ArtifactNotFound");

    [Theory]
    [InlineData("GET", "/nobody")]
    [InlineData("POST", "/nobody:cancel")]
    [InlineData("POST", "/nobody:resume")]
    public Task Run_Unknown_Is404(string method, string path) => AssertErrorAsync(
        gateway.Http.SendAsync(new HttpRequestMessage(new HttpMethod(method), Runs + path)), 404, "There is no training run 'nobody'.", "RunNotFound");

    [Theory]
    [InlineData("PUT", "", "GET, POST")]
    [InlineData("DELETE", "/running", "GET")]
    [InlineData("POST", "/running/gate", "GET")]
    [InlineData("PUT", "/running:cancel", "POST")]
    [InlineData("PUT", "/running:resume", "POST")]
    public async Task Run_OtherMethod_Is405WithThoseAllowed(string method, string path, string allowed)
    {
        using var response = await gateway.Http.SendAsync(new HttpRequestMessage(new HttpMethod(method), Runs + path));

        Assert.Equal((HttpStatusCode.MethodNotAllowed, allowed), (response.StatusCode, string.Join(", ", response.Content.Headers.Allow)));
    }

    private static string NewRun() => $"r{Guid.NewGuid():N}";

    private static (string Definition, string Actor) Started(string run) =>
        FakeTrainingCoordinatorGrain.Requests.TryGetValue(run, out var request) ? (request.Definition, request.Actor) : default;

    private static async Task AssertErrorAsync(Task<HttpResponseMessage> answer, int status, string error, string code)
    {
        using var response = await answer;
        var body = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        Assert.Equal(((HttpStatusCode)status, error, code), (response.StatusCode, (string?)body["error"], (string?)body["code"]));
    }
}
