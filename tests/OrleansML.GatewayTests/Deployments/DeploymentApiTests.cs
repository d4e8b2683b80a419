using System.Net;
using System.Text.Json.Nodes;
using OrleansML.Deployments;
using OrleansML.GatewayTests.Testing;

namespace OrleansML.GatewayTests.Deployments;

[Collection(GatewayCollection.Name)]
public sealed class DeploymentApiTests(GatewayFixture gateway)
{
    private const string Echo = "/api/v1/models/echo/deployment";

    private static readonly Guid Operation = Guid.Parse("0f8fad5b-d9cb-469f-a165-70867728950e");

    [Fact]
    public async Task GetDeployment_ChampionAlone_HasTheWholeShare()
    {
        var answer = await gateway.Http.GetAsync(Echo).JsonAsync();

        Assert.Equal("""{"model":"echo","revision":4,"champion":1,"weights":[{"version":1,"percent":100}],"figures":[]}""", answer.ToJsonString());
    }

    [Fact]
    public async Task GetDeployment_CanaryAndShadow_TellsEverything()
    {
        var answer = await gateway.Http.GetAsync("/api/v1/models/canary/deployment").JsonAsync();

        Assert.Equal(
            """[{"version":2,"requests":10,"failed":1,"medianMilliseconds":1.5,"quantileMilliseconds":3},{"version":1,"requests":190,"failed":0}]""",
            answer["figures"]!.ToJsonString());
        Assert.Equal(
            """{"version":3,"share":0.5,"tolerance":0.25,"compared":7,"differing":2,"failed":1,"dropped":3,"largestDifference":0.5,"decisions":14,"equalDecisions":13}""",
            answer["shadow"]!.ToJsonString());
        Assert.Equal(
            """{"version":2,"steps":[5,100],"step":1,"stepStartedAt":"2026-01-02T03:04:05\u002B00:00","bakeSeconds":600,"state":"step 1 of 2 (5 %) bakes","evidence":"sha256:ab"}""",
            answer["canary"]!.ToJsonString());
    }

    [Fact]
    public async Task ChangeDeployment_Canary_PassesEveryMemberOn()
    {
        await PostAsync("""
            {"action":"canary","version":2,"steps":[10,100],"bakeSeconds":1.5,"minimumRequests":7,"minimumFailures":2,"errorMargin":0.5,
             "latencyQuantile":0.99,"latencyRatio":3,"latencyMarginMilliseconds":20,"reason":"nightly","actor":"ann","evidence":"sha256:ab",
             "revision":4,"operation":"0f8fad5b-d9cb-469f-a165-70867728950e"}
            """).JsonAsync();

        var (action, asked, change) = FakeDeploymentGrain.Last;
        var request = Assert.IsType<CanaryRequest>(asked);
        Assert.Equal("canary", action);
        Assert.Equal((2, TimeSpan.FromSeconds(1.5)), (request.Version, request.Bake));
        Assert.Equal([10, 100], request.Steps);
        Assert.Equal(
            new CanaryLimits
            {
                MinimumRequests = 7, MinimumFailures = 2, ErrorMargin = 0.5, LatencyQuantile = 0.99, LatencyRatio = 3, LatencyMargin = TimeSpan.FromMilliseconds(20),
            },
            request.Limits);
        Assert.Equal(
            new DeploymentChange { Operation = Operation, Reason = "nightly", Actor = "ann", Evidence = "sha256:ab", ExpectedRevision = 4 }, change);
    }

    [Fact]
    public async Task ChangeDeployment_OtherActions_AskForThem()
    {
        await PostAsync("""{"action":"canary","version":2}""").JsonAsync();
        var canary = Assert.IsType<CanaryRequest>(FakeDeploymentGrain.Last.Asked);
        Assert.Equal((TimeSpan.FromMinutes(10), new CanaryLimits()), (canary.Bake, canary.Limits));
        Assert.Equal([5, 25, 50, 100], canary.Steps);

        await PostAsync("""{"action":"weights","weights":{"1":90,"2":10}}""").JsonAsync();
        Assert.Equal([new VersionWeight(1, 90), new VersionWeight(2, 10)], Assert.IsType<VersionWeight[]>(FakeDeploymentGrain.Last.Asked));

        await PostAsync("""{"action":"shadow","version":2,"share":0.1,"tolerance":0.5}""").JsonAsync();
        Assert.Equal(new ShadowPlan { Version = 2, Share = 0.1, Tolerance = 0.5 }, FakeDeploymentGrain.Last.Asked);

        await PostAsync("""{"action":"stop-shadow"}""").JsonAsync();
        Assert.Equal(("shadow", null), (FakeDeploymentGrain.Last.Action, FakeDeploymentGrain.Last.Asked));

        await PostAsync("""{"action":"abort"}""").JsonAsync();
        Assert.Equal("abort", FakeDeploymentGrain.Last.Action);

        await PostAsync("""{"action":"rollback","version":1}""").JsonAsync();
        Assert.Equal(("rollback", (object)1), (FakeDeploymentGrain.Last.Action, FakeDeploymentGrain.Last.Asked));

        await PostAsync("""{"action":"rollback"}""").JsonAsync();
        Assert.Null(FakeDeploymentGrain.Last.Asked);
        Assert.NotEqual(Guid.Empty, FakeDeploymentGrain.Last.Change.Operation);
    }

    [Theory]
    [InlineData("", 400, """The body is not JSON (line 1, byte 1); an object such as {"action": "canary", "version": 2, "steps": [5, 25, 100], "bakeSeconds": 600, "reason": "why"} is expected.""", "InvalidRequest")]
    [InlineData("{}", 400, "The body is not right: 'action' must be 'weights', 'canary', 'shadow', 'stop-shadow', 'abort' or 'rollback'.", "InvalidRequest")]
    [InlineData("""{"action":"promote"}""", 400, "The body is not right: 'action' must be 'weights', 'canary', 'shadow', 'stop-shadow', 'abort' or 'rollback'.", "InvalidRequest")]
    [InlineData("""{"action":"canary"}""", 400, "The body is not right: 'version' is missing: the version, a whole number from 1.", "InvalidRequest")]
    [InlineData("""{"action":"canary","version":"2"}""", 400, "The body is not right: 'version' is \"2\"; a whole number up to 2147483647 is allowed.", "InvalidRequest")]
    [InlineData("""{"action":"canary","version":2,"steps":[5.5]}""", 400, "The body is not right: 'steps' holds 5.5; whole percents are allowed.", "InvalidRequest")]
    [InlineData("""{"action":"weights","weights":{"one":90}}""", 400, "The body is not right: 'weights' has \"one\": 90; whole percents by version are allowed, such as {\"1\": 90, \"2\": 10}.", "InvalidRequest")]
    [InlineData("""{"action":"weights"}""", 400, "The body is not right: 'weights' must be an object of whole percents by version, such as {\"1\": 90, \"2\": 10}.", "InvalidRequest")]
    [InlineData("""{"action":"abort","version":2}""", 400, "The body is not right: 'version' is not known; the members are 'action', 'reason', 'actor', 'evidence', 'revision', 'operation'.", "InvalidRequest")]
    [InlineData("""{"action":"abort","operation":"7"}""", 400, "The body is not right: 'operation' is \"7\"; a UUID such as \"0f8fad5b-d9cb-469f-a165-70867728950e\" is allowed.", "InvalidRequest")]
    [InlineData("""{"action":"abort","reason":"conflict"}""", 409, "Somebody changed it.", "Conflict")]
    public Task ChangeDeployment_Wrong_IsRefusedWithCode(string body, int status, string error, string code) =>
        AssertErrorAsync(PostAsync(body), status, error, code);

    [Fact]
    public async Task Deployment_UnknownModelOrName_IsRefusedWithCode()
    {
        await AssertErrorAsync(
            gateway.Http.GetAsync("/api/v1/models/nobody/deployment"), 404, "Request for unknown model: 'nobody' is not found", "ModelNotFound");
        await AssertErrorAsync(
            gateway.Http.GetAsync("/api/v1/models/-/deployment"),
            400,
            "'-' is not a model name: use 1 to 64 letters, digits, '.', '_' or '-', the first a letter or digit.",
            "InvalidRequest");
    }

    [Fact]
    public async Task SetAlias_ThenGetAlias_TellTheVersionAndTheMove()
    {
        using var body = new StringContent("""{"version":2,"expectedVersion":0,"reason":"to compare","actor":"ann","evidence":"sha256:ab"}""");

        var model = await gateway.Http.PutAsync("/api/v1/models/echo/aliases/challenger", body).JsonAsync();
        var found = await gateway.Http.GetAsync("/api/v1/models/echo/aliases/challenger?at=2026-03-01T12:00:00Z").JsonAsync();

        Assert.Equal("""{"challenger":2}""", model["aliases"]!.ToJsonString());
        Assert.Equal(
            ("challenger", "2026-03-01T12:00:00+00:00", 2, "aliased"),
            ((string)found["alias"]!, (string)found["at"]!, (int)found["version"]!, (string)found["move"]!["action"]!));
    }

    [Theory]
    [InlineData("challenger", "{}", 400, "The body is not right: 'version' is missing: the version that the alias is to stand for, or null to remove it.", "InvalidRequest")]
    [InlineData("challenger", """{"version":9}""", 404, "Model 'echo' has no version 9.", "VersionNotFound")]
    [InlineData("7up", """{"version":1}""", 400, "'7up' is not an alias: use 1 to 64 letters, digits, '.', '_' or '-', the first a letter.", "InvalidRequest")]
    public Task SetAlias_Wrong_IsRefusedWithCode(string alias, string body, int status, string error, string code) =>
        AssertErrorAsync(gateway.Http.PutAsync($"/api/v1/models/echo/aliases/{alias}", new StringContent(body)), status, error, code);

    [Fact]
    public Task GetAlias_NoTime_IsRefusedWithCode() => AssertErrorAsync(
        gateway.Http.GetAsync("/api/v1/models/echo/aliases/champion?at=noon"),
        400,
        "'at' is 'noon', which is not a time; one such as 2026-03-01T12:00:00Z is expected.",
        "InvalidRequest");

    [Fact]
    public async Task Infer_ByAliasInThePath_IsAnsweredByItsVersion()
    {
        var answer = await gateway.Http.PostAsync("/v2/models/echo/versions/champion/infer", new StringContent(HttpAnswers.GoodRequest)).JsonAsync();

        Assert.Equal("1", (string?)answer["model_version"]);
    }

    [Fact]
    public async Task Infer_RoutingKeyThatIsTooLong_IsRefused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v2/models/echo/infer") { Content = new StringContent(HttpAnswers.GoodRequest) };
        request.Headers.Add("OrleansML-Routing-Key", new string('k', 1025));

        using var response = await gateway.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(
            "Header OrleansML-Routing-Key has 1025 characters; 1024 are allowed.",
            (string?)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["error"]);
    }

    private Task<HttpResponseMessage> PostAsync(string body) => gateway.Http.PostAsync(Echo, new StringContent(body));

    private static async Task AssertErrorAsync(Task<HttpResponseMessage> answer, int status, string error, string code)
    {
        using var response = await answer;
        var body = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        Assert.Equal(((HttpStatusCode)status, error, code), (response.StatusCode, (string?)body["error"], (string?)body["code"]));
    }
}
