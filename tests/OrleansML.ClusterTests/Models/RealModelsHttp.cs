using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using OrleansML.Tensors;

namespace OrleansML.ClusterTests.Models;

/// <summary>
/// A user's own client of the Open Inference Protocol, written from its specification and not from the product, so that both are read against
/// the same text.
/// </summary>
internal sealed class RealModelsHttp(HttpClient client)
{
    private const string LengthHeader = "Inference-Header-Content-Length";

    public async Task<Tensor[]> PredictJsonAsync(string model, Tensor[] inputs)
    {
        var request = new JsonObject { ["inputs"] = new JsonArray([.. inputs.Select(input => Describe(input, "data", JsonData(input)))]) };
        using var content = new StringContent(request.ToJsonString(), Encoding.UTF8, "application/json");
        using var response = await client.PostAsync($"/v2/models/{model}/infer", content);
        var answer = JsonNode.Parse(await SuccessAsync(response))!;
        return [.. answer["outputs"]!.AsArray().Select(output => ReadJson(output!))];
    }

    public async Task<Tensor[]> PredictBinaryAsync(string model, Tensor[] inputs)
    {
        var request = new JsonObject
        {
            ["inputs"] = new JsonArray([.. inputs.Select(input =>
                Describe(input, "parameters", new JsonObject { ["binary_data_size"] = input.Data.Length }))]),
            ["parameters"] = new JsonObject { ["binary_data_output"] = true },
        };
        var json = Encoding.UTF8.GetBytes(request.ToJsonString());
        using var content = new ByteArrayContent([.. json, .. inputs.SelectMany(input => input.Data.ToArray())]);
        content.Headers.Add(LengthHeader, json.Length.ToString(CultureInfo.InvariantCulture));

        using var response = await client.PostAsync($"/v2/models/{model}/infer", content);
        var body = await SuccessAsync(response);
        var length = int.Parse(response.Headers.GetValues(LengthHeader).Single(), CultureInfo.InvariantCulture);
        var answer = JsonNode.Parse(body.AsSpan(0, length))!;
        var outputs = new List<Tensor>();
        foreach (var output in answer["outputs"]!.AsArray())
        {
            var size = (int)output!["parameters"]!["binary_data_size"]!;
            outputs.Add(new Tensor(Name(output), Type(output), Shape(output), body.AsMemory(length, size)));
            length += size;
        }

        Assert.Equal(body.Length, length);
        return [.. outputs];
    }

    private static async Task<byte[]> SuccessAsync(HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsByteArrayAsync();
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{(int)response.StatusCode}: {Encoding.UTF8.GetString(body)}");
        return body;
    }

    private static JsonNode Describe(Tensor tensor, string key, JsonNode value) => new JsonObject
    {
        ["name"] = tensor.Name,
        ["shape"] = new JsonArray([.. tensor.Shape.Select(axis => (JsonNode)axis)]),
        ["datatype"] = tensor.Type.ProtocolName(),
        [key] = value,
    };

    private static JsonArray JsonData(Tensor tensor) => tensor.Type switch
    {
        TensorType.String => new JsonArray([.. tensor.ToStrings().Select(text => (JsonNode)text)]),
        TensorType.Int64 => new JsonArray([.. tensor.AsSpan<long>().ToArray().Select(number => (JsonNode)number)]),
        TensorType.Float32 => new JsonArray([.. tensor.AsSpan<float>().ToArray().Select(number => float.IsNaN(number) ? null : (JsonNode)number)]),
        _ => throw new NotSupportedException($"The recorded cases have no input of type {tensor.Type}."),
    };

    private static Tensor ReadJson(JsonNode output)
    {
        var data = output["data"]!.AsArray();
        var (name, shape) = (Name(output), Shape(output));
        return Type(output) switch
        {
            TensorType.String => Tensor.Create(name, Elements<string>(data), shape),
            TensorType.Int64 => Tensor.Create(name, Elements<long>(data), shape),
            TensorType.UInt32 => Tensor.Create(name, Elements<uint>(data), shape),
            TensorType.Float32 => Tensor.Create(name, Elements<float>(data), shape),
            TensorType.Float64 => Tensor.Create(name, Elements<double>(data), shape),
            var type => throw new NotSupportedException($"The models have no output of type {type}."),
        };
    }

    private static T[] Elements<T>(JsonArray data) => [.. data.Select(element => element!.GetValue<T>())];

    private static string Name(JsonNode output) => (string)output["name"]!;

    private static long[] Shape(JsonNode output) => [.. output["shape"]!.AsArray().Select(axis => (long)axis!)];

    private static TensorType Type(JsonNode output) =>
        TensorTypes.TryParseProtocolName((string)output["datatype"]!, out var type) ? type : throw new FormatException($"Unknown type in {output}.");
}
