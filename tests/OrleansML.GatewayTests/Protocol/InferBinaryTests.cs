using System.Text.Json.Nodes;
using OrleansML.GatewayTests.Testing;
using OrleansML.Tensors;

namespace OrleansML.GatewayTests.Protocol;

[Collection(GatewayCollection.Name)]
public sealed class InferBinaryTests(GatewayFixture gateway)
{
    public static TheoryData<string, string, int> AllTypes
    {
        get
        {
            var all = new TheoryData<string, string, int>();
            foreach (object[] row in Vectors.WithJson)
                all.Add((string)row[0], (string)row[2], (int)row[3]);
            foreach (object[] row in Vectors.BinaryOnly)
                all.Add((string)row[0], (string)row[1], (int)row[2]);
            return all;
        }
    }

    [Theory]
    [MemberData(nameof(AllTypes))]
    public async Task Infer_BinaryOfEachType_ReachesTheModelAndComesBackUnchanged(string type, string bytes, int count)
    {
        var data = Vectors.Bytes(bytes);
        var (json, binary) = await gateway.Http.InferAsync(BinaryMessage.Content(
            $$$"""
            {"inputs":[{"name":"x","shape":[{{{count}}}],"datatype":"{{{type}}}","parameters":{"binary_data_size":{{{data.Length}}}}}],
             "parameters":{"binary_data_output":true}}
            """,
            data)).BinaryAsync();

        var seen = FakeModelGrain.LastRequests["echo"].Inputs.Single();
        Assert.Equal((type, Convert.ToHexString(data)), (seen.Type.ProtocolName(), Convert.ToHexString(seen.Data.Span)));
        Assert.Equal(Convert.ToHexString(data), Convert.ToHexString(binary));
        Assert.Equal(
            $$$"""[{"name":"x","datatype":"{{{type}}}","shape":[{{{count}}}],"parameters":{"binary_data_size":{{{data.Length}}}}}]""",
            json["outputs"]!.ToJsonString());
    }

    [Fact]
    public async Task Infer_JsonAndBinaryMixed_KeepsEachInItsForm()
    {
        // The FP32 tensor starts behind 3 bytes, where native code could not read it in place.
        var (json, binary) = await gateway.Http.InferAsync(BinaryMessage.Content(
            """
            {"inputs":[
                {"name":"a","shape":[3],"datatype":"BOOL","parameters":{"binary_data_size":3}},
                {"name":"b","shape":[2],"datatype":"INT32","data":[7,8]},
                {"name":"c","shape":[1],"datatype":"FP32","parameters":{"binary_data_size":4}}],
             "outputs":[{"name":"c","parameters":{"binary_data":true}},{"name":"b"},{"name":"a","parameters":{"binary_data":true}}]}
            """,
            [1, 0, 1],
            [0, 0, 0x80, 0x3F])).BinaryAsync();

        Assert.Equal("00-00-80-3F-01-00-01", BitConverter.ToString(binary));
        Assert.Equal([4, null, 3], json["outputs"]!.AsArray().Select(output => (int?)output!["parameters"]?["binary_data_size"]));
        Assert.Equal("[7,8]", json["outputs"]![1]!["data"]!.ToJsonString());
        Assert.Equal(1f, FakeModelGrain.LastRequests["echo"].Inputs[2].AsSpan<float>()[0]);
    }

    [Fact]
    public async Task Infer_OutputOverridesBinaryDefault_AnswersThatOneAsJson()
    {
        using var response = await gateway.Http.InferAsync(
            """
            {"inputs":[{"name":"x","shape":[1],"datatype":"INT8","data":[5]}],
             "parameters":{"binary_data_output":true},"outputs":[{"name":"x","parameters":{"binary_data":false}}]}
            """);

        Assert.False(response.Headers.Contains(BinaryMessage.Header));
        Assert.Equal("[5]", JsonNode.Parse(await response.Content.ReadAsStringAsync())!["outputs"]![0]!["data"]!.ToJsonString());
    }

    [Fact]
    public async Task Infer_BinaryInputWithoutContentType_IsAnsweredAsJsonUnlessBinaryIsAskedFor()
    {
        using var content = BinaryMessage.Content(
            """{"inputs":[{"name":"x","shape":[2],"datatype":"UINT16","parameters":{"binary_data_size":4}}]}""", [1, 0, 2, 0]);

        var answer = await gateway.Http.InferAsync(content).JsonAsync();

        Assert.Null(content.Headers.ContentType);
        Assert.Equal("[1,2]", answer["outputs"]![0]!["data"]!.ToJsonString());
    }

    [Fact]
    public async Task Infer_LargeBinaryTensor_ComesBackUnchanged()
    {
        var data = new byte[900_000];
        new Random(7).NextBytes(data);

        var (_, binary) = await gateway.Http.InferAsync(BinaryMessage.Content(
            """
            {"inputs":[{"name":"x","shape":[900000],"datatype":"UINT8","parameters":{"binary_data_size":900000}}],
             "parameters":{"binary_data_output":true}}
            """,
            data)).BinaryAsync();

        Assert.True(binary.AsSpan().SequenceEqual(data));
    }

    [Fact]
    public async Task Infer_RawRows_FindsTheNumberOfRows()
    {
        var data = Vectors.Bytes("00 00 80 3F 00 00 20 C0 CD CC CC 3D 00 00 80 7F");

        var (json, binary) = await gateway.Http.InferAsync(BinaryMessage.Content("0", "", data), FakeModels.RawRows).BinaryAsync();

        Assert.Equal("[2,2]", json["outputs"]![0]!["shape"]!.ToJsonString());
        Assert.Equal(Convert.ToHexString(data), Convert.ToHexString(binary));
    }

    [Fact]
    public async Task Infer_RawText_TakesTheBodyAsOneText()
    {
        var (json, binary) = await gateway.Http.InferAsync(BinaryMessage.Content("0", "he\0llo"), FakeModels.RawText).BinaryAsync();

        Assert.Equal("[1,1]", json["outputs"]![0]!["shape"]!.ToJsonString());
        Assert.Equal("06-00-00-00-68-65-00-6C-6C-6F", BitConverter.ToString(binary));
    }

    [Fact]
    public async Task Infer_RawWithTwoFreeAxes_TakesTheBodyAsOneRow()
    {
        var (json, _) = await gateway.Http.InferAsync(BinaryMessage.Content("0", "", new byte[6]), FakeModels.RawTwoFree).BinaryAsync();

        Assert.Equal("[1,2,3]", json["outputs"]![0]!["shape"]!.ToJsonString());
    }
}
