using System.Net;
using System.Text;
using System.Text.Json;
using OrleansML.Testing;

namespace OrleansML.CliTests.Http;

public sealed class PredictVerbTests
{
    private const string Metadata =
        """{"name": "m", "versions": ["1"], "platform": "p", "inputs": [{"name": "x", "datatype": "FP32", "shape": [-1, 2]}], "outputs": []}""";

    [Fact]
    public async Task Predict_Inline_SendsHeaderThenRawTensor()
    {
        var gateway = new FakeGateway().Answer("GET /v2/models/m", Metadata).Answer("POST /v2/models/m/infer", _ =>
            BinaryAnswer([0.25f], [1]));

        var run = await CommandRun.OfAsync(gateway, "predict", "m", "--input", "x=1,2", "--json");

        var header = """{"parameters":{"binary_data_output":true},"inputs":[{"name":"x","datatype":"FP32","shape":[1,2],"parameters":{"binary_data_size":8}}]}""";
        // 1.0f and 2.0f in little-endian IEEE 754.
        byte[] tensor = [0x00, 0x00, 0x80, 0x3F, 0x00, 0x00, 0x00, 0x40];
        Assert.Equal([.. Encoding.UTF8.GetBytes(header), .. tensor], gateway.Received[1].Body);
        Assert.Equal(0, run.ExitCode);
        using var written = JsonDocument.Parse(run.Output);
        Assert.Equal(0.25, written.RootElement.GetProperty("outputs")[0].GetProperty("data")[0].GetDouble());
    }

    [Fact]
    public async Task Predict_FieldsOnly_SendsOneRowWithoutAnEntity()
    {
        var gateway = new FakeGateway().Answer("POST /api/v1/models/churn:predict", """
            {"model_name": "churn", "model_version": "2", "outputs": [{"name": "output", "datatype": "FP32", "shape": [1, 1], "data": [0.25]}], "features": []}
            """);

        var run = await CommandRun.OfAsync(gateway, "predict", "churn", "--field", "tenure=3", "--field", "Contract=Two year");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal("""{"fields":[{"tenure":3,"Contract":"Two year"}]}""", Encoding.UTF8.GetString(gateway.Received.Single().Body));
        Assert.StartsWith("churn version 2, 1 row", run.Output);
        Assert.Contains("0.25", run.Output);
        Assert.DoesNotContain("feature", run.Output);
    }

    [Fact]
    public async Task Predict_MoreRowsThanOneRequestTakes_JoinsAnswersInOrder()
    {
        using var directory = new TemporaryDirectory();
        await File.WriteAllLinesAsync(directory.File("rows.csv"), ["a,b", .. Enumerable.Range(0, 2500).Select(row => $"{row},0")]);
        var gateway = new FakeGateway().Answer("GET /v2/models/m", Metadata).Answer("POST /v2/models/m/infer", EchoFirstColumn);

        var run = await CommandRun.OfAsync(gateway, "predict", "m", "--data", directory.File("rows.csv"), "--json");

        using var written = JsonDocument.Parse(run.Output);
        var data = written.RootElement.GetProperty("outputs")[0].GetProperty("data").EnumerateArray().Select(element => element.GetInt32());
        Assert.Equal(Enumerable.Range(0, 2500), data);
        Assert.Equal(4, gateway.Received.Count);
    }

    [Fact]
    public async Task Predict_ManyRowsAsText_ShowsTwentyAndCountsTheRest()
    {
        using var directory = new TemporaryDirectory();
        await File.WriteAllLinesAsync(directory.File("rows.csv"), ["a,b", .. Enumerable.Range(0, 25).Select(row => $"{row},0")]);
        var gateway =
            new FakeGateway().Answer("GET /v2/models/m/versions/3", Metadata).Answer("POST /v2/models/m/versions/3/infer", EchoFirstColumn);

        var run = await CommandRun.OfAsync(gateway, "predict", "m", "--data", directory.File("rows.csv"), "--version", "3");

        Assert.StartsWith("m version 7, 25 rows", run.Output);
        Assert.Contains("│  20 │ 19 │", run.Output);
        Assert.EndsWith("5 more rows: --json writes them all.", run.Output);
    }

    [Fact]
    public async Task Predict_FixedBatchOfThree_RefusesFourRows()
    {
        using var directory = new TemporaryDirectory();
        await File.WriteAllTextAsync(directory.File("rows.csv"), "a,b\n1,2\n1,2\n1,2\n1,2\n");
        var gateway = new FakeGateway().Answer("GET /v2/models/m", Metadata.Replace("-1", "3", StringComparison.Ordinal));

        var run = await CommandRun.OfAsync(gateway, "predict", "m", "--data", directory.File("rows.csv"));

        Assert.Equal(1, run.ExitCode);
        Assert.Equal("Model 'm' takes exactly 3 rows at a time, 4 are given: choose a multiple with --rows.", run.Error);
    }

    [Fact]
    public async Task Predict_JsonRequestFile_IsSentAsItIs()
    {
        using var directory = new TemporaryDirectory();
        var request = """{"inputs":[{"name":"x","datatype":"FP32","shape":[1,2],"data":[1,2]}]}""";
        await File.WriteAllTextAsync(directory.File("request.json"), request);
        var gateway = new FakeGateway().Answer(
            "POST /v2/models/m/infer",
            """{"model_name": "m", "model_version": "1", "outputs": [{"name": "y", "datatype": "BYTES", "shape": [1], "data": ["setosa"]}]}""");

        var run = await CommandRun.OfAsync(gateway, "predict", "m", "--data", directory.File("request.json"));

        Assert.Equal(request, Encoding.UTF8.GetString(gateway.Received.Single().Body));
        Assert.Contains("│   1 │ setosa │", run.Output);
    }

    [Fact]
    public async Task Predict_AnswerShorterThanAnnounced_SaysSo()
    {
        var gateway = new FakeGateway().Answer("GET /v2/models/m", Metadata)
            .Answer("POST /v2/models/m/infer", _ => BinaryAnswer([0.25f], [1], announced: 12));

        var run = await CommandRun.OfAsync(gateway, "predict", "m", "--input", "x=1,2");

        Assert.Equal(1, run.ExitCode);
        Assert.Equal("The gateway answered output 'y' with 4 bytes, 12 were announced.", run.Error);
    }

    private static HttpResponseMessage EchoFirstColumn(byte[] body)
    {
        var headerLength = body.AsSpan().LastIndexOf("}]}"u8) + 3;
        var elements = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(body.AsSpan(headerLength));
        var firsts = new float[elements.Length / 2];
        for (var row = 0; row < firsts.Length; row++)
            firsts[row] = elements[row * 2];
        return BinaryAnswer(firsts, [firsts.Length]);
    }

    private static HttpResponseMessage BinaryAnswer(float[] elements, long[] shape, int? announced = null)
    {
        byte[] tensor = [.. elements.SelectMany(BitConverter.GetBytes)];
        var header = Encoding.UTF8.GetBytes(
            $$$"""{"model_name":"m","model_version":"7","outputs":[{"name":"y","datatype":"FP32","shape":[{{{string.Join(',', shape)}}}],"parameters":{"binary_data_size":{{{announced ?? tensor.Length}}}}}]}""");
        var response = new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent([.. header, .. tensor]) };
        response.Headers.Add("Inference-Header-Content-Length", $"{header.Length}");
        return response;
    }
}
