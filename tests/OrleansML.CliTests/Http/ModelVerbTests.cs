using System.Text;
using System.Text.Json;
using OrleansML.Testing;

namespace OrleansML.CliTests.Http;

public sealed class ModelVerbTests
{
    private const string Version =
        """
        {"version": 2, "package": "0123456789abcdef", "packageBytes": 2048, "artifact": "ab", "registeredAt": "2026-11-01T10:00:00+00:00",
         "platform": "onnx_onnxruntime", "summary": "", "pool": "gpu", "replicas": 1, "maximumBatchRows": 128, "maximumBatchDelayMilliseconds": 0,
         "estimatedBytes": 1048576, "inputs": [{"name": "x", "datatype": "FP32", "shape": [-1, 5]}], "outputs": []}
        """;

    private const string Model = $$"""{"name": "fraud", "champion": 2, "revision": 3, "versions": [{{Version}}]}""";

    [Fact]
    public async Task ModelList_Json_WritesNothingButJson()
    {
        var gateway = new FakeGateway().Answer("GET /api/v1/models", $$"""{"models": [{{Model}}]}""");

        var run = await CommandRun.OfAsync(gateway, "model", "list", "--json");

        using var written = JsonDocument.Parse(run.Output);
        Assert.Equal(0, run.ExitCode);
        Assert.Empty(run.Error);
        Assert.Equal("fraud", written.RootElement.GetProperty("models")[0].GetProperty("name").GetString());
    }

    [Fact]
    public async Task ModelList_Text_ShowsEachModel()
    {
        var gateway = new FakeGateway().Answer("GET /api/v1/models", $$"""{"models": [{{Model}}]}""");

        var run = await CommandRun.OfAsync(gateway, "model", "list");

        Assert.Contains("│ fraud │ 2        │ 2        │ gpu  │ x FP32[-1,5] │", run.Output);
    }

    [Fact]
    public async Task ModelPush_WithVersionAndPool_PutsTheFile()
    {
        using var directory = new TemporaryDirectory();
        var path = directory.File("model.onnx");
        await File.WriteAllTextAsync(path, "model bytes");
        var gateway = new FakeGateway().Answer("PUT /api/v1/models/fraud/versions/2?pool=gpu", Version);

        var run = await CommandRun.OfAsync(gateway, "model", "push", path, "--name", "fraud", "--version", "2", "--pool", "gpu", "--json");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal("model bytes", Encoding.UTF8.GetString(gateway.Received.Single().Body));
    }

    [Fact]
    public async Task ModelPush_WithManifest_SendsItBeforeTheFile()
    {
        using var directory = new TemporaryDirectory();
        await File.WriteAllTextAsync(directory.File("model.onnx"), "model bytes");
        await File.WriteAllTextAsync(directory.File("manifest.yaml"), "summary: cards");
        var gateway = new FakeGateway().Answer("POST /api/v1/models/fraud/versions", Version);

        var run = await CommandRun.OfAsync(
            gateway, "model", "push", directory.File("model.onnx"), "--name", "fraud", "--manifest", directory.File("manifest.yaml"));

        var body = Encoding.UTF8.GetString(gateway.Received.Single().Body);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("name=manifest\r\n\r\nsummary: cards\r\n", body);
        Assert.True(body.IndexOf("summary: cards", StringComparison.Ordinal) < body.IndexOf("model bytes", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ModelPush_WithSignature_SendsItBeforeTheFile()
    {
        using var directory = new TemporaryDirectory();
        await File.WriteAllTextAsync(directory.File("model.onnx"), "model bytes");
        await File.WriteAllTextAsync(directory.File("model.sig"), "{\"payload\": \"\"}");
        var gateway = new FakeGateway().Answer("POST /api/v1/models/fraud/versions", Version);

        var run = await CommandRun.OfAsync(
            gateway, "model", "push", directory.File("model.onnx"), "--name", "fraud", "--signature", directory.File("model.sig"));

        var body = Encoding.UTF8.GetString(gateway.Received.Single().Body);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("name=signature\r\n\r\n{\"payload\": \"\"}\r\n", body);
        Assert.True(body.IndexOf("payload", StringComparison.Ordinal) < body.IndexOf("model bytes", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ModelPush_Promote_PromotesTheVersionThatWasGiven()
    {
        using var directory = new TemporaryDirectory();
        await File.WriteAllTextAsync(directory.File("model.onnx"), "model bytes");
        var gateway = new FakeGateway()
            .Answer("POST /api/v1/models/fraud/versions", Version)
            .Answer("POST /api/v1/models/fraud/promote", Model);

        var run = await CommandRun.OfAsync(gateway, "model", "push", directory.File("model.onnx"), "--name", "fraud", "--promote");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal("""{"version":2,"reason":"promoted when pushed"}""", Encoding.UTF8.GetString(gateway.Received[1].Body));
    }

    [Fact]
    public async Task ModelPush_MissingFile_NamesIt()
    {
        var run = await CommandRun.OfAsync(new FakeGateway(), "model", "push", "no-such-file.onnx", "--name", "fraud");

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("'no-such-file.onnx' cannot be read: ", run.Error);
    }

    [Fact]
    public async Task ModelPromote_Version_SendsVersionAndReason()
    {
        var gateway = new FakeGateway().Answer("POST /api/v1/models/fraud/promote", Model);

        var run = await CommandRun.OfAsync(gateway, "model", "promote", "fraud", "2", "--reason", "better in March");

        Assert.Equal("fraud version 2 is champion now.", run.Output);
        Assert.Equal("""{"version":2,"reason":"better in March"}""", Encoding.UTF8.GetString(gateway.Received.Single().Body));
    }
}
