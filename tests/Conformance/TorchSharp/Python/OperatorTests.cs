using System.Globalization;
using System.Text.Json;
using TorchSharp;
using static TorchSharp.torch;

namespace OrleansML.Conformance.TorchSharp.Python;

public sealed class OperatorTests
{
    private const string Inputs = """
        import json, sys, torch
        import torch.nn.functional as F
        torch.set_num_threads(1)
        i = torch.arange(24, dtype=torch.float64).reshape(2, 3, 4)
        a = torch.sin(i * 0.7) * 1.9
        b = torch.cos(i * 1.3) * 1.7
        p = a.abs() + 0.3
        m = torch.sin(torch.arange(16, dtype=torch.float64) * 1.1).reshape(4, 4) + 4 * torch.eye(4, dtype=torch.float64)
        n = torch.arange(24).reshape(2, 3, 4) * 7 % 5
        def show(name, of):
            try:
                t = of()
                print(json.dumps({"name": name, "type": str(t.dtype), "shape": list(t.shape), "elements": [repr(x) for x in t.double().flatten().tolist()]}))
            except Exception as error:
                print(json.dumps({"name": name, "error": str(error)}))

        """;

    [PythonFact]
    public void Operators_BesidePython_GiveTheSameTypesShapesAndElements()
    {
        var script = Inputs + string.Concat(OperatorCases.All.Select(one => $"show({JsonSerializer.Serialize(one.Python)}, lambda: {one.Python})\n"));
        var expected = PythonTorch.Run(script).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement)
            .ToDictionary(result => result.GetProperty("name").GetString()!);

        using var scope = NewDisposeScope();
        set_num_threads(1);
        var i = arange(24, float64).reshape(2, 3, 4);
        var a = torch.sin(i * 0.7) * 1.9;
        var b = torch.cos(i * 1.3) * 1.7;
        var m = torch.sin(arange(16, float64) * 1.1).reshape(4, 4) + (4 * eye(4, dtype: float64));
        var n = arange(24).reshape(2, 3, 4) * 7 % 5;
        var differences = OperatorCases.All
            .Select(one => Difference(one.Python, expected[one.Python], () => one.Own(a, b, a.abs() + 0.3, m, n)))
            .OfType<string>().ToList();

        Assert.True(differences.Count == 0, $"{differences.Count} of {OperatorCases.All.Length} differ:\n{string.Join('\n', differences)}");
    }

    private static string? Difference(string name, JsonElement expected, Func<Tensor> own)
    {
        if (expected.TryGetProperty("error", out var failure))
            return $"{name}: Python says {failure}";
        try
        {
            var tensor = own();
            var type = "torch." + TypeName(tensor.dtype);
            if (type != expected.GetProperty("type").GetString())
                return $"{name}: type {expected.GetProperty("type")} expected, {type} found";
            var shape = expected.GetProperty("shape").EnumerateArray().Select(one => one.GetInt64());
            var elements = expected.GetProperty("elements").EnumerateArray().Select(Number);
            Expect.Elements(tensor, [.. shape], [.. elements], 1e-12);
            return null;
        }
        catch (Exception error)
        {
            return $"{name}: {error.Message.Split('\n')[0]}";
        }
    }

    private static double Number(JsonElement text) => text.GetString() switch
    {
        "nan" => double.NaN,
        "inf" => double.PositiveInfinity,
        "-inf" => double.NegativeInfinity,
        var number => double.Parse(number!, CultureInfo.InvariantCulture),
    };

    private static string TypeName(ScalarType type) => type == ScalarType.Byte ? "uint8" : type.ToString().ToLowerInvariant();
}
