using System.Net.Http.Headers;
using System.Text;
using OrleansML.GatewayTests.Testing;

namespace OrleansML.GatewayTests.Protocol;

/// <summary>What a client can get wrong in an infer request: the status, the text, and that the next request is served.</summary>
[Collection(GatewayCollection.Name)]
public sealed class BadRequestTests(GatewayFixture gateway)
{
    private const string Mark = "§";
    private const string Start = """{"inputs":[{"name":"x",""";

    /// <summary>Bodies with a mark at the place that the error must name, and the error; without a mark no place is named.</summary>
    public static TheoryData<string, string> Json => new()
    {
        // The body as a whole.
        { Mark, "The body is empty: send a JSON object with 'inputs'." },
        { " \n §", "The body is empty: send a JSON object with 'inputs'." },
        { "§[]", "The request must be a JSON object." },
        { "{\n \"inputs\": §oops}", "The request is not valid JSON: 'o' is an invalid start of a value." },
        { """{"id":"a"§""", "The request is not valid JSON: Expected depth to be zero at the end of the JSON payload. There is an open JSON object or array that should be closed." },
        { HttpAnswers.GoodRequest + "§x", "The request is not valid JSON: 'x' is invalid after a single JSON value. Expected end of data." },
        { $"{{\"a\":{new string('[', 63)}§[", "The request is nested deeper than 64 levels (OrleansML:Gateway:MaximumJsonDepth)." },
        { "{}", "The request has no 'inputs'." },
        { """{"inputs":§{}}""", "'inputs' must be a JSON list." },
        { """{"inputs":[§1]}""", "'inputs' must hold JSON objects only." },
        { """{"inputs":[§]}""", "'inputs' is empty: each input of the model is needed once." },
        { """{"inputs":[{"name":"x","shape":[0],"datatype":"FP32","data":[]}],§"inputs":[]}""", "The request has 'inputs' twice." },
        { """{"id":§5}""", "'id' must be a text." },
        { """{"id":§"\ud800"}""", "A text is not valid UTF-8, or has half a surrogate pair." },

        // Members of an input.
        { """{"inputs":[{"shape":[1],"datatype":"FP32","data":[1]§}]}""", "Input 0 has no 'name'." },
        { """{"inputs":[{"name":"","shape":[1],"datatype":"FP32","data":[1]§}]}""", "Input 0 has no 'name'." },
        { """{"inputs":[{"name":§7}]}""", "Input 0 has a 'name' that is not a text." },
        { Start + """ "shape":[1],"data":[1]§}]}""", "Input 'x' has no 'datatype'." },
        { Start + """ "datatype":"FP32","data":[1]§}]}""", "Input 'x' has no 'shape'." },
        { Start + """ "datatype":§"FLOAT"}]}""", "Input 'x' has datatype 'FLOAT'; it must be one of BOOL, UINT8, UINT16, UINT32, UINT64, INT8, INT16, INT32, INT64, FP16, FP32, FP64, BF16, BYTES." },
        { Start + """ "shape":§3}]}""", "Input 'x' has a 'shape' that is not a list." },
        { Start + """ "shape":[1,§-5]}]}""", "Input 'x' has -5 as axis 1 of 'shape'; it must be a whole number from 0 to 9223372036854775807." },
        { Start + """ "shape":[§-1]}]}""", "Input 'x' has -1 as axis 0 of 'shape'; it must be a whole number from 0 to 9223372036854775807." },
        { Start + """ "shape":[§1.5]}]}""", "Input 'x' has 1.5 as axis 0 of 'shape'; it must be a whole number from 0 to 9223372036854775807." },
        { Start + """ "shape":[16,1152921504606846978§]}]}""", "Input 'x' has shape [16,1152921504606846978], which causes the total element count to exceed 9223372036854775807." },
        { Start + $" \"shape\":[{string.Join(',', Enumerable.Repeat(1, 32))},§1]}}]}}", "Input 'x' has a 'shape' of more than 32 axes." },
        { Start + """ "shape":[1],"datatype":"FP32"§}]}""", "Input 'x' has neither 'data' nor the parameter binary_data_size; exactly one is needed." },
        { Start + """ "shape":[1],"datatype":"FP32","data":[1],"parameters":{"binary_data_size":4}§}]}""", "Input 'x' has both 'data' and the parameter binary_data_size; exactly one is needed." },
        { Start + """ "shape":[1],"datatype":"FP32","parameters":{"binary_data_size":4}}]}""", "Input 'x' has binary_data_size 4, but the request has no header Inference-Header-Content-Length that says where binary data starts." },
        { Start + """ "shape":[1],§"shape":[1]}]}""", "Input 'x' has 'shape' twice." },
        { Start + """ "shape":[1],"datatype":"FP32","data":[1],§"data":[1]}]}""", "Input 'x' has 'data' twice." },
        { Start + """ "parameters":{"binary_data_size":§-1}}]}""", "Parameter 'binary_data_size' is -1; it must be a whole number from 0 to 2147483647." },
        { Start + """ "parameters":{"binary_data_size":§"4"}}]}""", "Parameter 'binary_data_size' is \"4\"; it must be a whole number from 0 to 2147483647." },
        { Start + """ "parameters":§[]}]}""", "'parameters' must be a JSON object." },
        { """{"inputs":[{"name":"x","shape":[0],"datatype":"FP32","data":[]},{"name":"x","shape":[0],"datatype":"FP32","data":[]§}]}""", "Input 'x' already exists in the request." },

        // Elements.
        { Data("FP32", "[2,2]", "[1,2,3§]"), "Input 'x' has 3 elements in 'data'; its shape [2,2] asks for 4." },
        { Data("FP32", "[2]", "[1,2,3§]"), "Input 'x' has 3 elements in 'data'; its shape [2] asks for 2." },
        { Data("FP32", "[1000000000000]", "[1,2,3§]"), "Input 'x' has 3 elements in 'data'; its shape [1000000000000] asks for 1000000000000." },
        { Data("FP32", "[2,2]", "[[1,2,3§],[4]]"), "Input 'x' has a list of 3 elements in 'data'; its shape [2,2] asks for 2 there." },
        { Data("FP32", "[2,2]", "[[1§],[2,3,4]]"), "Input 'x' has a list of 1 elements in 'data'; its shape [2,2] asks for 2 there." },
        { Data("FP32", "[2,2]", "[[1,2],§3,4]"), "Input 'x' mixes elements and lists in 'data': nest as the shape says, or not at all." },
        { Data("FP32", "[1]", "[§[1]]"), "Input 'x' has 'data' nested deeper than its shape [1], which has 1 axis." },
        { Data("FP32", "[1]", "[§{}]"), "Input 'x' has an object in 'data'; only elements and lists of elements are allowed." },
        { Data("FP32", "[1]", "§1"), "Input 'x' has 'data' that is not a list." },
        { Data("FP32", "[1]", "[§\"1\"]"), "Input 'x' has \"1\" as element 0 of 'data'; FP32 takes numbers, null for not-a-number, \"Infinity\" and \"-Infinity\"." },
        { Data("FP32", "[1]", "[§1e39]"), "Input 'x' has 1e39 as element 0 of 'data'; FP32 cannot hold it; write \"Infinity\" where that is meant." },
        { Data("FP32", "[1]", "[§NaN]"), "The request is not valid JSON: 'N' is an invalid start of a value. JSON has no such number: write null for not-a-number, \"Infinity\" or \"-Infinity\"." },
        { Data("INT8", "[2]", "[1,§128]"), "Input 'x' has 128 as element 1 of 'data'; INT8 takes whole numbers from -128 to 127." },
        { Data("INT32", "[1]", "[§1.0]"), "Input 'x' has 1.0 as element 0 of 'data'; INT32 takes whole numbers from -2147483648 to 2147483647." },
        { Data("INT32", "[1]", "[§null]"), "Input 'x' has null as element 0 of 'data'; INT32 takes whole numbers from -2147483648 to 2147483647." },
        { Data("BOOL", "[1]", "[§2]"), "Input 'x' has 2 as element 0 of 'data'; BOOL takes true, false, 1 and 0." },
        { Data("BYTES", "[1]", "[§1]"), "Input 'x' has 1 as element 0 of 'data'; BYTES takes texts." },
        { Data("FP16", "[1]", "§[1]"), "Input 'x' is FP16, which has no JSON form: send it as binary data with the parameter binary_data_size." },
        { Data("BF16", "[1]", "§[1]"), "Input 'x' is BF16, which has no JSON form: send it as binary data with the parameter binary_data_size." },

        // Outputs and parameters.
        { """{"outputs":[{"name":"a"},{"name":"a"§}]}""", "Output 'a' already exists in the request." },
        { """{"outputs":[{§}]}""", "Output 0 has no 'name'." },
        { """{"outputs":[{"name":"a","parameters":{"binary_data":§1}}]}""", "Parameter 'binary_data' is 1; it must be true or false." },
        { """{"outputs":§7}""", "'outputs' must be a JSON list." },
        { """{"parameters":{§"triton_enable":1}}""", "Parameter 'triton_enable' is reserved: names that start with 'triton_' cannot be used." },
        { """{"parameters":{"sequence_start":§1}}""", "Parameter 'sequence_start' is 1; it must be true or false." },
        { """{"parameters":{"priority":§-1}}""", "Parameter 'priority' is -1; it must be a whole number from 0 to 9223372036854775807." },
        { """{"parameters":{"timeout":§-1}}""", "Parameter 'timeout' is -1; it must be a whole number from 0 to 86400000000." },
        { """{"parameters":{"timeout":§1.5}}""", "Parameter 'timeout' is 1.5; it must be a whole number from 0 to 86400000000." },
        { """{"parameters":{"mine":§{}}}""", "Parameter 'mine' is nested; it must be a string, a number or a Boolean." },
        { """{"parameters":{"binary_data_output":§"yes"}}""", "Parameter 'binary_data_output' is \"yes\"; it must be true or false." },
    };

    public static TheoryData<string, string, string, string> Binary => new()
    {
        { "-1", Sized("FP32", "[1]", 4), "00 00 00 00", "Header Inference-Header-Content-Length is '-1'; it must be a whole number of bytes from 0 to 2147483647." },
        { "abc", Sized("FP32", "[1]", 4), "00 00 00 00", "Header Inference-Header-Content-Length is 'abc'; it must be a whole number of bytes from 0 to 2147483647." },
        { "2147483648", Sized("FP32", "[1]", 4), "00", "Header Inference-Header-Content-Length is '2147483648'; it must be a whole number of bytes from 0 to 2147483647." },
        { "5000", Sized("FP32", "[1]", 4), "00 00 00 00", "Header Inference-Header-Content-Length is 5000; the body has 95 bytes." },
        { "3", Sized("FP32", "[1]", 4), "00 00 00 00", "The request is not valid JSON: Expected end of string, but instead reached end of data. (line 1, byte 4)" },
        { "", Sized("FP32", "[2]", 8), "00 00 00 00", "Input 'x' has binary_data_size 8; 4 bytes of binary data are left in the body." },
        { "", Sized("FP32", "[1]", 4), "00 00 00 00 01", "The body has 5 bytes behind its JSON part; the inputs ask for 4 with binary_data_size." },
        { "", Sized("FP32", "[2]", 4), "00 00 00 00", "Input 'x' has 4 bytes; FP32 of shape [2] takes 8." },
        { "", Sized("FP64", "[4611686018427387904]", 4), "00 00 00 00", "Input 'x' has 4 bytes; FP64 of shape [4611686018427387904] takes 36893488147419103232." },
        { "", Sized("BOOL", "[2]", 2), "01 02", "Input 'x' has byte 2 as element 1; BOOL takes 0 and 1." },
        { "", Sized("BYTES", "[1]", 6), "03 00 00 00 61 62", "Input 'x' has a length prefix at element 0 that does not fit: 6 bytes are left, prefix included." },
        { "", Sized("BYTES", "[1]", 8), "00 00 00 00 FF FF FF FF", "Input 'x' has a length prefix at element 1 that does not fit: 4 bytes are left, prefix included." },
        { "", Sized("BYTES", "[1]", 7), "00 00 00 00 01 00 00", "Input 'x' has a length prefix at element 1 that does not fit: 3 bytes are left, prefix included." },
        { "", Sized("BYTES", "[3]", 8), "00 00 00 00 00 00 00 00", "Input 'x' has 2 BYTES elements; its shape [3] asks for 3." },
    };

    public static TheoryData<string, int, string> Raw => new()
    {
        { "raw-two-inputs", 1, "A body that is one bare tensor (Inference-Header-Content-Length: 0) needs a model with one input; 'raw-two-inputs' has 2." },
        { FakeModels.RawThreeFree, 1, "Input 'x' has shape [-1,-1,-1]; a bare tensor can fill only one axis of free length." },
        { FakeModels.RawRows, 12, "Input 'x' has 12 bytes; FP32 of shape [1,2] takes 8." },
    };

    [Theory]
    [MemberData(nameof(Json))]
    public Task Infer_BadJson_Is400WithReasonAndPlace(string body, string error) =>
        gateway.Http.InferAsync(body.Replace(Mark, "")).AssertErrorAsync(gateway.Http, 400, error + Place(body));

    [Theory]
    [MemberData(nameof(Binary))]
    public Task Infer_BadBinary_Is400WithReason(string header, string json, string bytes, string error)
    {
        var content = header.Length == 0
            ? BinaryMessage.Content(json, Vectors.Bytes(bytes))
            : BinaryMessage.Content(header, json, Vectors.Bytes(bytes));
        return gateway.Http.InferAsync(content).AssertErrorAsync(gateway.Http, 400, error);
    }

    [Theory]
    [MemberData(nameof(Raw))]
    public Task Infer_BadRawTensor_Is400WithReason(string model, int length, string error) =>
        gateway.Http.InferAsync(BinaryMessage.Content("0", "", new byte[length]), model).AssertErrorAsync(gateway.Http, 400, error);

    [Fact]
    public Task Infer_InvalidUtf8InText_Is400WithPlace()
    {
        byte[] body = [.. Encoding.UTF8.GetBytes(Start + "\"shape\":[1],\"datatype\":\"BYTES\",\"data\":[\""), 0xFF, .. "\"]}]}"u8];

        return gateway.Http.InferAsync(new ByteArrayContent(body)).AssertErrorAsync(
            gateway.Http, 400, $"A text is not valid UTF-8, or has half a surrogate pair. (line 1, byte {body.AsSpan().IndexOf((byte)0xFF)})");
    }

    [Theory]
    [InlineData("""{"inputs":[{"name":"x","parameters":{"shared_memory_region":"r"}}]}""", "Input 'x' asks for shared memory, which is not offered: send binary data with the parameter binary_data_size.")]
    [InlineData("""{"outputs":[{"name":"x","parameters":{"shared_memory_region":"r"}}]}""", "Shared memory is not offered: ask for binary data with the parameter binary_data.")]
    [InlineData("""{"outputs":[{"name":"x","parameters":{"classification":3}}]}""", "The classification extension is not offered: ask for the output itself and rank its elements.")]
    public Task Infer_ExtensionNotOffered_Is501(string body, string error) =>
        gateway.Http.InferAsync(body).AssertErrorAsync(gateway.Http, 501, error);

    [Theory]
    [InlineData("FP16", "00 3C", "Output 'x' is FP16, which has no JSON form: ask for it with the parameter binary_data.")]
    [InlineData("BYTES", "01 00 00 00 FF", "Output 'x' has bytes as element 0 that are not UTF-8: ask for it with the parameter binary_data.")]
    public Task Infer_OutputWithoutJsonForm_Is400(string type, string bytes, string error)
    {
        var data = Vectors.Bytes(bytes);
        return gateway.Http.InferAsync(BinaryMessage.Content(Sized(type, "[1]", data.Length), data)).AssertErrorAsync(gateway.Http, 400, error);
    }

    [Fact]
    public Task Infer_AnnouncedBodyOverTheLimit_Is413() => gateway.Http.InferAsync(new string(' ', (1 << 20) + 1)).AssertErrorAsync(
        gateway.Http, 413, "The body has 1048577 bytes; the limit is 1048576 bytes (OrleansML:Gateway:MaximumBodyBytes).");

    [Fact]
    public async Task Infer_ChunkedBodyOverTheLimit_Is413()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v2/models/echo/infer") { Content = new ByteArrayContent(new byte[(1 << 20) + 1]) };
        request.Headers.TransferEncodingChunked = true;

        await gateway.Http.SendAsync(request).AssertErrorAsync(
            gateway.Http, 413, "The body is too large; the limit is 1048576 bytes (OrleansML:Gateway:MaximumBodyBytes).");
    }

    [Fact]
    public async Task Infer_SmallBodyThatInflatesOverTheLimit_Is413()
    {
        using var compressed = new MemoryStream();
        await using (var gzip = new System.IO.Compression.GZipStream(compressed, System.IO.Compression.CompressionLevel.Fastest, leaveOpen: true))
            await gzip.WriteAsync(new byte[8 << 20]);
        var content = new ByteArrayContent(compressed.ToArray());
        content.Headers.ContentEncoding.Add("gzip");

        await gateway.Http.InferAsync(content).AssertErrorAsync(
            gateway.Http, 413, "The body is too large; the limit is 1048576 bytes (OrleansML:Gateway:MaximumBodyBytes).");
    }

    [Theory]
    [InlineData("gzip", 400, "The body cannot be decompressed as its Content-Encoding says: The archive entry was compressed using an unsupported compression method.")]
    [InlineData("deflate", 400, "The body cannot be decompressed as its Content-Encoding says: The archive entry was compressed using an unsupported compression method.")]
    [InlineData("br", 415, "Content-Encoding 'br' is not offered: use gzip, deflate or none.")]
    public Task Infer_WrongContentEncoding_IsRefused(string encoding, int status, string error)
    {
        var content = new StringContent(HttpAnswers.GoodRequest, new MediaTypeHeaderValue("application/json"));
        content.Headers.ContentEncoding.Add(encoding);
        return gateway.Http.InferAsync(content).AssertErrorAsync(gateway.Http, status, error);
    }

    [Fact]
    public async Task Infer_TooManyInputs_Is400()
    {
        var inputs = string.Join(",", Enumerable.Range(0, 257).Select(index => $$"""{"name":"{{index}}","shape":[0],"datatype":"INT8","data":[]}"""));
        using var response = await gateway.Http.InferAsync($$"""{"inputs":[{{inputs}}]}""");

        Assert.Equal(400, (int)response.StatusCode);
        Assert.Contains("'inputs' has more than 256 entries (OrleansML:Gateway:MaximumTensors).", await response.Content.ReadAsStringAsync());
    }

    private static string Data(string type, string shape, string data) => $$"""{{Start}}"shape":{{shape}},"datatype":"{{type}}","data":{{data}}}]}""";

    private static string Sized(string type, string shape, int size) =>
        $$$"""{{{Start}}}"shape":{{{shape}}},"datatype":"{{{type}}}","parameters":{"binary_data_size":{{{size}}}}}]}""";

    private static string Place(string body)
    {
        var mark = body.IndexOf(Mark, StringComparison.Ordinal);
        if (mark < 0)
            return "";

        var before = body[..mark];
        return $" (line {before.Count(character => character == '\n') + 1}, byte {mark - before.LastIndexOf('\n')})";
    }
}
