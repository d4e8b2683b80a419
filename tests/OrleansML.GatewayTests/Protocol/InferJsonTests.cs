using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using OrleansML.GatewayTests.Testing;
using OrleansML.Tensors;

namespace OrleansML.GatewayTests.Protocol;

[Collection(GatewayCollection.Name)]
public sealed class InferJsonTests(GatewayFixture gateway)
{
    [Fact]
    public async Task Infer_JsonRequest_AnswersModelVersionIdParametersAndOutputs()
    {
        var answer = await gateway.Http.InferAsync(
            """{"id":"a-1","inputs":[{"name":"x","shape":[1,3],"datatype":"FP32","data":[[1.5,2,-3]]}]}""").JsonAsync();

        Assert.Equal("echo", answer["model_name"]!.GetValue<string>());
        Assert.Equal("1", answer["model_version"]!.GetValue<string>());
        Assert.Equal("a-1", answer["id"]!.GetValue<string>());
        Assert.Equal(FakeModelGrain.PredictionId.ToString(), answer["parameters"]!["prediction_id"]!.GetValue<string>());
        Assert.Equal(
            (11, 22, 3),
            ((int)answer["parameters"]!["queue_us"]!, (int)answer["parameters"]!["compute_us"]!, (int)answer["parameters"]!["batch_rows"]!));
        Assert.Equal("""[{"name":"x","datatype":"FP32","shape":[1,3],"data":[1.5,2,-3]}]""", answer["outputs"]!.ToJsonString());
    }

    [Theory]
    [MemberData(nameof(Vectors.WithJson), MemberType = typeof(Vectors))]
    public async Task Infer_JsonOfEachType_ReachesTheModelAsItsBytesAndComesBack(string type, string json, string bytes, int count)
    {
        var answer = await gateway.Http.InferAsync(
            $$"""{"inputs":[{"name":"x","shape":[{{count}}],"datatype":"{{type}}","data":{{json}}}]}""", "echo").JsonAsync();

        var seen = FakeModelGrain.LastRequests["echo"].Inputs.Single();
        Assert.Equal((type, Convert.ToHexString(Vectors.Bytes(bytes))), (seen.Type.ProtocolName(), Convert.ToHexString(seen.Data.Span)));
        Assert.Equal(JsonNode.Parse(json)!.ToJsonString(), answer["outputs"]![0]!["data"]!.ToJsonString());
    }

    [Fact]
    public async Task Infer_DataBeforeTypeAndShape_IsReadAllTheSame()
    {
        var answer = await gateway.Http.InferAsync(
            """{"inputs":[{"data":[[1,2],[3,4]],"parameters":{"any":1},"extra":{"a":[1]},"datatype":"INT32","shape":[2,2],"name":"x"}],"extra":[{}]}""").JsonAsync();

        Assert.Equal("""[{"name":"x","datatype":"INT32","shape":[2,2],"data":[1,2,3,4]}]""", answer["outputs"]!.ToJsonString());
    }

    [Fact]
    public async Task Infer_SeveralInputsAndSelectedOutputs_AnswersThoseInTheOrderAskedFor()
    {
        var answer = await gateway.Http.InferAsync(
            """
            {"inputs":[
                {"name":"a","shape":[1],"datatype":"INT8","data":[1]},
                {"name":"b","shape":[0],"datatype":"INT8","data":[]},
                {"name":"c","shape":[],"datatype":"INT8","data":[3]}],
             "outputs":[{"name":"c"},{"name":"b","parameters":{"other":"x"}}]}
            """).JsonAsync();

        Assert.Equal(
            """[{"name":"c","datatype":"INT8","shape":[],"data":[3]},{"name":"b","datatype":"INT8","shape":[0],"data":[]}]""",
            answer["outputs"]!.ToJsonString());
    }

    [Fact]
    public async Task Infer_WithTimeoutAndUnknownParameters_PassesTheTimeoutOn()
    {
        await gateway.Http.InferAsync(
            """
            {"parameters":{"timeout":60002500,"mine":"x","number":1.5,"flag":true,"none":null,"priority":3,"sequence_start":false,"sequence_id":"s"},
             "inputs":[{"name":"x","shape":[1],"datatype":"FP32","data":[1]}]}
            """,
            "fails-DeadlineExceeded");

        Assert.Equal(TimeSpan.FromMicroseconds(60_002_500), FakeModelGrain.LastRequests["fails-DeadlineExceeded"].Timeout);
    }

    [Fact]
    public async Task Infer_VersionInThePathAndQueryString_UsesTheVersionAndIgnoresTheQuery()
    {
        var answer = await gateway.Http.PostAsync(
            "/v2/models/echo/versions/2/infer?test_1=1&test_2=2", new StringContent(HttpAnswers.GoodRequest)).JsonAsync();

        Assert.Equal("2", answer["model_version"]!.GetValue<string>());
    }

    [Fact]
    public async Task Infer_ChunkedBodyOfManySegments_IsReadWhole()
    {
        var elements = string.Join(",", Enumerable.Range(0, 30_000));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v2/models/echo/infer")
        {
            Content = new StringContent($$"""{"inputs":[{"name":"x","shape":[30000],"datatype":"INT32","data":[{{elements}}]}]}"""),
        };
        request.Headers.TransferEncodingChunked = true;

        var answer = await gateway.Http.SendAsync(request).JsonAsync();

        Assert.Equal($"[{elements}]", answer["outputs"]![0]!["data"]!.ToJsonString());
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    public async Task Infer_CompressedRequestAndAnswer_AreBothUnderstood(string encoding)
    {
        var elements = string.Join(",", Enumerable.Range(0, 1000));
        var json = Encoding.UTF8.GetBytes($$"""{"inputs":[{"name":"x","shape":[1000],"datatype":"INT32","data":[{{elements}}]}]}""");
        using var compressed = new MemoryStream();
        await using (Stream stream = encoding == "gzip"
            ? new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true)
            : new ZLibStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
        {
            await stream.WriteAsync(json);
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, "/v2/models/echo/infer") { Content = new ByteArrayContent(compressed.ToArray()) };
        request.Content.Headers.ContentEncoding.Add(encoding);
        request.Headers.Add("Accept-Encoding", $"br, {encoding};q=0.5");
        using var response = await gateway.Http.SendAsync(request);

        Assert.Equal(encoding, response.Content.Headers.ContentEncoding.Single());
        await using var body = await response.Content.ReadAsStreamAsync();
        await using Stream plain = encoding == "gzip"
            ? new GZipStream(body, CompressionMode.Decompress)
            : new ZLibStream(body, CompressionMode.Decompress);
        var answer = await JsonNode.ParseAsync(plain);
        Assert.Equal($"[{elements}]", answer!["outputs"]![0]!["data"]!.ToJsonString());
    }

    [Theory]
    [InlineData("identity")]
    [InlineData("gzip;q=0, br")]
    [InlineData("")]
    public async Task Infer_NoOfferedEncodingAccepted_AnswersPlain(string accepted)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v2/models/echo/infer")
        {
            Content = new StringContent(
                $$"""{"inputs":[{"name":"x","shape":[1000],"datatype":"INT32","data":[{{string.Join(",", Enumerable.Range(0, 1000))}}]}]}"""),
        };
        request.Headers.TryAddWithoutValidation("Accept-Encoding", accepted);
        using var response = await gateway.Http.SendAsync(request);

        Assert.Empty(response.Content.Headers.ContentEncoding);
        Assert.StartsWith("{", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Infer_ClientGoesAway_CancelsThePrediction()
    {
        var name = Guid.NewGuid().ToString("N");
        var (arrived, cancelled) = FakeModelGrain.SlowRequests.GetOrAdd(name, _ => (new(), new()));
        using var giveUp = new CancellationTokenSource();
        var request = gateway.Http.PostAsync(
            "/v2/models/slow/infer",
            new StringContent($$"""{"inputs":[{"name":"{{name}}","shape":[1],"datatype":"FP32","data":[1]}]}"""),
            giveUp.Token);
        await arrived.Task.WaitAsync(TimeSpan.FromMinutes(1));

        await giveUp.CancelAsync();

        await cancelled.Task.WaitAsync(TimeSpan.FromMinutes(1));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request);
    }
}
