using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using OrleansML.Gateway.Api;
using OrleansML.GatewayTests.Testing;

namespace OrleansML.GatewayTests.Api;

[Collection(GatewayCollection.Name)]
public sealed class PlatformApiTests(GatewayFixture gateway)
{
    [Fact]
    public async Task ListModels_Asked_AnswersEveryModelWithItsVersions()
    {
        var answer = await gateway.Http.GetAsync("/api/v1/models").JsonAsync();
        var list = answer.Deserialize(ApiJsonContext.Default.ModelList)!;

        Assert.Equal(["crash", "echo"], list.Models.Select(model => model.Name));
        Assert.Equal([1, 2], list.Models[1].Versions.Select(version => version.Version));
        Assert.Equal(1, list.Models[1].Champion);
        Assert.Equal(
            """{"name":"x","datatype":"FP32","shape":[-1,3],"allowNaN":true}""",
            answer["models"]![1]!["versions"]![0]!["inputs"]![0]!.ToJsonString());
    }

    [Fact]
    public async Task Promote_ThenHistory_ShowTheNewChampionAndTheMove()
    {
        var name = await PushNewModelAsync(2);
        using var body = new StringContent("""{"version":2,"reason":"better"}""");

        var promoted = await gateway.Http.PostAsync($"/api/v1/models/{name}/promote", body).JsonAsync();
        var history = (await gateway.Http.GetAsync($"/api/v1/models/{name}/history").JsonAsync()).Deserialize(ApiJsonContext.Default.ModelHistory)!;

        Assert.Equal(2, promoted["champion"]!.GetValue<int>());
        Assert.Equal(name, history.Model);
        Assert.Equal(
            [("registered", 1, "pushed"), ("registered", 2, "pushed"), ("promoted", 2, "better")],
            history.Events.Select(move => (move.Action, move.Version, move.Reason)));
    }

    [Fact]
    public async Task WarmVersion_Known_AnswersItsReplicas()
    {
        var answer = await gateway.Http.PostAsync("/api/v1/models/echo/versions/2/warm", null).JsonAsync();

        Assert.Equal(
            """{"replicas":[{"key":"cpu/echo/2/0","silo":"silo","ready":true,"queued":1,"answered":2,"failed":3,"batches":4,"bytes":5}]}""",
            answer.ToJsonString());
    }

    [Fact]
    public async Task GetCluster_Asked_LeavesUnknownFiguresOut()
    {
        var answer = await gateway.Http.GetAsync("/api/v1/cluster").JsonAsync();

        Assert.Equal(
            """[{"address":"S127.0.0.1:11111:1","name":"one","pool":"cpu","status":"Active","activations":7,"processorPercent":12.5}]""",
            answer["silos"]!.ToJsonString());
        Assert.Equal("cpu/echo/1/0", answer["replicas"]![0]!["key"]!.GetValue<string>());
    }

    [Fact]
    public async Task OpenApi_Asked_DescribesEveryOperationWithItsAnswers()
    {
        var answer = await gateway.Http.GetStringAsync("/openapi/v1.json");
        var paths = JsonNode.Parse(answer)!["paths"]!.AsObject();

        Assert.Equal(
            [
                "/api/v1/cluster get GetCluster",
                "/api/v1/cluster/silos/{silo}/drain get GetDrain",
                "/api/v1/cluster/silos/{silo}:drain post DrainSilo",
                "/api/v1/features get ListFeatureViews",
                "/api/v1/features/{view} get GetFeatureView",
                "/api/v1/features/{view} put ApplyFeatureView",
                "/api/v1/features/{view}/sources/{source} get GetFeed",
                "/api/v1/features/{view}/sources/{source}:start post StartFeed",
                "/api/v1/features/{view}/sources/{source}:stop post StopFeed",
                "/api/v1/features/{view}:ingest post IngestFeatures",
                "/api/v1/features/{view}:read post ReadFeatures",
                "/api/v1/models get ListModels",
                "/api/v1/models/{name} get GetModel",
                "/api/v1/models/{name}/aliases/{alias} get GetAlias",
                "/api/v1/models/{name}/aliases/{alias} put SetAlias",
                "/api/v1/models/{name}/deployment get GetDeployment",
                "/api/v1/models/{name}/deployment post ChangeDeployment",
                "/api/v1/models/{name}/history get GetModelHistory",
                "/api/v1/models/{name}/labels post AddLabels",
                "/api/v1/models/{name}/monitor delete DeleteMonitor",
                "/api/v1/models/{name}/monitor get GetMonitor",
                "/api/v1/models/{name}/monitor put ApplyMonitor",
                "/api/v1/models/{name}/monitor/incidents get ListIncidents",
                "/api/v1/models/{name}/monitor/incidents/{id} get GetIncident",
                "/api/v1/models/{name}/monitor/incidents/{id}/close post CloseIncident",
                "/api/v1/models/{name}/monitor/report get GetMonitorReport",
                "/api/v1/models/{name}/monitor/report.html get GetMonitorReportPage",
                "/api/v1/models/{name}/monitor/segments get ListMonitorSegments",
                "/api/v1/models/{name}/monitor/silences get ListSilences",
                "/api/v1/models/{name}/monitor/silences post AddSilence",
                "/api/v1/models/{name}/promote post PromoteVersion",
                "/api/v1/models/{name}/slo get GetModelSlo",
                "/api/v1/models/{name}/versions post PostVersion",
                "/api/v1/models/{name}/versions/{version} put PutVersion",
                "/api/v1/models/{name}/versions/{version}/warm post WarmVersion",
                "/api/v1/models/{name}/versions/{version}:predict post PredictVersion",
                "/api/v1/models/{name}:predict post Predict",
                "/api/v1/pipelines get ListPipelines",
                "/api/v1/pipelines/{name} delete DeletePipeline",
                "/api/v1/pipelines/{name} get GetPipeline",
                "/api/v1/pipelines/{name} put ApplyPipeline",
                "/api/v1/pipelines/{name}/decisions get ListPipelineDecisions",
                "/api/v1/pipelines/{name}/definition get GetPipelineDefinition",
                "/api/v1/pipelines/{name}/runs/{run} get GetPipelineRun",
                "/api/v1/pipelines/{name}/runs/{run}:cancel post CancelPipelineRun",
                "/api/v1/pipelines/{name}/runs/{run}:resume post ResumePipelineRun",
                "/api/v1/pipelines/{name}:backfill post StartPipelineBackfill",
                "/api/v1/pipelines/{name}:end-backfill post EndPipelineBackfill",
                "/api/v1/pipelines/{name}:pause post PausePipeline",
                "/api/v1/pipelines/{name}:run post StartPipelineRun",
                "/api/v1/pipelines/{name}:unpause post UnpausePipeline",
                "/api/v1/scoring/estimate post EstimateScoringJob",
                "/api/v1/scoring/jobs get ListScoringJobs",
                "/api/v1/scoring/jobs post StartScoringJob",
                "/api/v1/scoring/jobs/{job} get GetScoringJob",
                "/api/v1/scoring/jobs/{job}:cancel post CancelScoringJob",
                "/api/v1/scoring/jobs/{job}:resume post ResumeScoringJob",
                "/api/v1/training/runs get ListTrainingRuns",
                "/api/v1/training/runs post StartTrainingRun",
                "/api/v1/training/runs/{run} get GetTrainingRun",
                "/api/v1/training/runs/{run}/gate get GetTrainingGate",
                "/api/v1/training/runs/{run}:cancel post CancelTrainingRun",
                "/api/v1/training/runs/{run}:resume post ResumeTrainingRun",
            ],
            paths.SelectMany(path => path.Value!.AsObject().Select(operation => $"{path.Key} {operation.Key} {operation.Value!["operationId"]}")).Order(StringComparer.Ordinal));
        var schemas = JsonNode.Parse(answer)!["components"]!["schemas"]!.AsObject();
        Assert.Contains("modelInfo", schemas.Select(schema => char.ToLowerInvariant(schema.Key[0]) + schema.Key[1..]));
        Assert.Contains("packageBytes", schemas["ModelVersionInfo"]!["properties"]!.AsObject().Select(property => property.Key));
        Assert.Equal(["definition", "job", "actor"], schemas["StartScoringBody"]!["properties"]!.AsObject().Select(property => property.Key));
        Assert.Equal(["definition", "actor"], schemas["ApplyPipelineBody"]!["properties"]!.AsObject().Select(property => property.Key));
        Assert.Equal(["definition"], schemas["EstimateScoringBody"]!["properties"]!.AsObject().Select(property => property.Key));
        Assert.Equal(
            "#/components/schemas/ScoringEstimateInfo",
            (string?)paths["/api/v1/scoring/estimate"]!["post"]!["responses"]!["200"]!["content"]!["application/json"]!["schema"]!["$ref"]);
    }

    [Theory]
    [InlineData("/api/v1/models/nobody", 404, "Request for unknown model: 'nobody' is not found", "ModelNotFound")]
    [InlineData("/api/v1/models/nobody/history", 404, "Request for unknown model: 'nobody' is not found", "ModelNotFound")]
    [InlineData("/api/v1/models/..%2fetc", 400, "'..%2fetc' is not a model name: use 1 to 64 letters, digits, '.', '_' or '-', the first a letter or digit.", "InvalidRequest")]
    public Task Get_Wrong_IsRefusedWithCode(string path, int status, string error, string code) =>
        AssertErrorAsync(gateway.Http.GetAsync(path), status, error, code);

    [Theory]
    [InlineData("echo", "", 400, """The body must be a JSON object such as {"version": 2, "reason": "why"}, where 'reason' may be left out; it is wrong at $ (line 1, byte 1).""", "InvalidRequest")]
    [InlineData("echo", "{}", 400, """The body must be a JSON object such as {"version": 2, "reason": "why"}, where 'reason' may be left out; it is wrong at $ (line 1, byte 3).""", "InvalidRequest")]
    [InlineData("echo", "null", 400, """The body must be a JSON object such as {"version": 2, "reason": "why"}, where 'reason' may be left out; it is null.""", "InvalidRequest")]
    [InlineData("echo", """{"version":"2"}""", 400, """The body must be a JSON object such as {"version": 2, "reason": "why"}, where 'reason' may be left out; it is wrong at $.version (line 1, byte 15).""", "InvalidRequest")]
    [InlineData("echo", """{"version":0}""", 400, "Version 0 is not valid: versions are whole numbers from 1.", "InvalidRequest")]
    [InlineData("echo", """{"version":9}""", 404, "Model 'echo' has no version 9.", "VersionNotFound")]
    public Task Promote_Wrong_IsRefusedWithCode(string model, string body, int status, string error, string code) =>
        AssertErrorAsync(gateway.Http.PostAsync($"/api/v1/models/{model}/promote", new StringContent(body)), status, error, code);

    [Fact]
    public Task Promote_LongReason_IsRefused() => AssertErrorAsync(
        gateway.Http.PostAsync("/api/v1/models/echo/promote", new StringContent($$"""{"version":1,"reason":"{{new string('r', 1001)}}"}""")),
        400,
        "'reason' has 1001 characters; at most 1000 are kept.",
        "InvalidRequest");

    [Fact]
    public Task WarmVersion_Unknown_Is404() => AssertErrorAsync(
        gateway.Http.PostAsync("/api/v1/models/echo/versions/7/warm", null), 404, "Model 'echo' has no version 7; it has 1, 2.", "VersionNotFound");

    private async Task<string> PushNewModelAsync(int versions)
    {
        var name = $"m{Guid.NewGuid():N}";
        for (var version = 1; version <= versions; version++)
        {
            using var content = new ByteArrayContent(Encoding.UTF8.GetBytes($"model {version}"));
            await gateway.Http.PutAsync($"/api/v1/models/{name}/versions/{version}", content).JsonAsync();
        }

        return name;
    }

    private static async Task AssertErrorAsync(Task<HttpResponseMessage> answer, int status, string error, string code)
    {
        using var response = await answer;
        var body = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        Assert.Equal(((HttpStatusCode)status, error, code), (response.StatusCode, (string?)body["error"], (string?)body["code"]));
    }
}
