using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using OrleansML.GatewayTests.Testing;

namespace OrleansML.GatewayTests.Api;

[Collection(GatewayCollection.Name)]
public sealed class PushTests(GatewayFixture gateway)
{
    private readonly string _model = $"m{Guid.NewGuid():N}";

    [Fact]
    public async Task Put_FileLargerThanOneChunk_RegistersItsDigestUnderTheVersion()
    {
        var file = new byte[(2 << 20) + 17];
        new Random(3).NextBytes(file);

        var answer = await PutAsync(4, new ByteArrayContent(file), "?pool=gpu").JsonAsync();

        Assert.Equal((4, "gpu"), ((int)answer["version"]!, (string?)answer["pool"]));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(file)), (string?)answer["artifact"]);
    }

    [Fact]
    public async Task Put_SameFileTwice_AnswersTheSame()
    {
        var first = await PutAsync(1, new ByteArrayContent([1, 2, 3])).JsonAsync();
        var second = await PutAsync(1, new ByteArrayContent([1, 2, 3])).JsonAsync();

        Assert.Equal(first.ToJsonString(), second.ToJsonString());
    }

    [Fact]
    public async Task Post_Twice_TakesTheNextVersions()
    {
        var first = await gateway.Http.PostAsync($"/api/v1/models/{_model}/versions", new ByteArrayContent([1])).JsonAsync();
        var second = await gateway.Http.PostAsync($"/api/v1/models/{_model}/versions", new ByteArrayContent([2])).JsonAsync();

        Assert.Equal((1, 2), ((int)first["version"]!, (int)second["version"]!));
    }

    [Fact]
    public async Task Put_ContentTypeThatCurlSendsUnasked_IsTakenAsTheFile()
    {
        var content = new ByteArrayContent([9, 8, 7]);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");

        var answer = await PutAsync(1, content).JsonAsync();

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData([9, 8, 7])), (string?)answer["artifact"]);
    }

    [Fact]
    public async Task Put_Multipart_TakesManifestAndFile()
    {
        var answer = await PutAsync(1, Multipart(("manifest", "name: é"u8.ToArray()), ("model", [1, 2, 3]))).JsonAsync();

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData([1, 2, 3])), (string?)answer["artifact"]);
        Assert.Equal("name: é", (string?)answer["summary"]);
    }

    [Fact]
    public async Task Put_MultipartWithSignature_HandsItOn()
    {
        var answer = await PutAsync(1, Multipart(("signature", "{}"u8.ToArray()), ("manifest", "name: a"u8.ToArray()), ("model", [1, 2, 3]))).JsonAsync();

        Assert.Equal(("{}", "name: a"), ((string?)answer["signature"], (string?)answer["summary"]));
    }

    [Fact]
    public Task Put_SignatureTooLarge_Is413() => AssertErrorAsync(
        PutAsync(1, Multipart(("signature", new byte[(64 << 10) + 1]), ("model", [1]))), 413, "The signature has more than 65536 bytes.", "TooLarge");

    [Fact]
    public async Task Put_OtherFileUnderTheSameVersion_Is409()
    {
        await PutAsync(1, new ByteArrayContent([1])).JsonAsync();

        await AssertErrorAsync(PutAsync(1, new ByteArrayContent([2])), 409, "Version 1 holds another package.", "Conflict");
    }

    [Theory]
    [InlineData("?pool=none", 503, "No silo has pool 'none'.", "NoMatchingPool")]
    [InlineData("?pool=small", 507, "The model needs more than pool 'small' allows.", "OverMemoryBudget")]
    [InlineData("?pool=invalid", 400, "Not a model: the file has no ONNX header.", "InvalidModel")]
    [InlineData("?pool=../x", 400, "'../x' is not a pool name: use 1 to 64 letters, digits, '.', '_' or '-', the first a letter or digit.", "InvalidRequest")]
    public Task Put_RefusedByTheCluster_AnswersStatusAndCode(string query, int status, string error, string code) =>
        AssertErrorAsync(PutAsync(1, new ByteArrayContent([1]), query), status, error, code);

    [Fact]
    public Task Put_Empty_Is400() => AssertErrorAsync(
        PutAsync(1, new ByteArrayContent([])),
        400,
        "The pushed file is empty: send the bytes of an .onnx file or of a model package.",
        "InvalidRequest");

    [Fact]
    public Task Put_VersionZero_Is400() => AssertErrorAsync(
        PutAsync(0, new ByteArrayContent([1])), 400, "Version 0 is not valid: versions are whole numbers from 1.", "InvalidRequest");

    [Theory]
    [InlineData("..%2f..%2fetc")]
    [InlineData("a%20b")]
    [InlineData(".hidden")]
    public async Task Put_NameThatIsNoName_Is400(string name)
    {
        using var response = await gateway.Http.PutAsync($"/api/v1/models/{name}/versions/1", new ByteArrayContent([1]));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("is not a model name", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Put_OverTheLimit_Is413WhetherAnnouncedOrNot()
    {
        await using var small = await gateway.StartGatewayAsync(options => options.MaximumPushBytes = 2048);
        using var http = GatewayFixture.CreateClient(small);
        using var chunked = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/models/{_model}/versions/1") { Content = new ByteArrayContent(new byte[2049]) };
        chunked.Headers.TransferEncodingChunked = true;

        await AssertErrorAsync(
            http.PutAsync($"/api/v1/models/{_model}/versions/1", new ByteArrayContent(new byte[2049])),
            413,
            "The pushed file has 2049 bytes; the limit is 2048 bytes (OrleansML:Gateway:MaximumPushBytes).",
            "TooLarge");
        await AssertErrorAsync(
            http.SendAsync(chunked),
            413,
            "The pushed file is too large; the limit is 2048 bytes (OrleansML:Gateway:MaximumPushBytes).",
            "TooLarge");
    }

    [Fact]
    public async Task Put_WrongMultipart_Is400WithTheOrderOfParts()
    {
        await AssertErrorAsync(
            PutAsync(1, Multipart(("model", [1]), ("manifest", [2]))),
            400,
            "Part 'manifest' stands behind part 'model', which must be the last.",
            "InvalidRequest");
        await AssertErrorAsync(
            PutAsync(1, Multipart(("file", [1]))),
            400,
            "Part 'file' is not expected there: send 'manifest' (YAML) and 'signature' (JSON), which may be left out, then 'model' (the file).",
            "InvalidRequest");
        await AssertErrorAsync(
            PutAsync(1, Multipart(("manifest", [1]))), 400, "The request has no part 'model' with the file.", "InvalidRequest");

        using var models = await gateway.Http.GetAsync($"/api/v1/models/{_model}");
        Assert.Equal(HttpStatusCode.NotFound, models.StatusCode);
    }

    private Task<HttpResponseMessage> PutAsync(int version, HttpContent content, string query = "") =>
        gateway.Http.PutAsync($"/api/v1/models/{_model}/versions/{version}{query}", content);

    private static MultipartFormDataContent Multipart(params (string Name, byte[] Content)[] parts)
    {
        var content = new MultipartFormDataContent();
        foreach (var (name, bytes) in parts)
            content.Add(new ByteArrayContent(bytes), name, $"{name}.file");
        return content;
    }

    private static async Task AssertErrorAsync(Task<HttpResponseMessage> answer, int status, string error, string code)
    {
        using var response = await answer;
        var body = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        Assert.Equal(((HttpStatusCode)status, error, code), (response.StatusCode, (string?)body["error"], (string?)body["code"]));
    }
}
