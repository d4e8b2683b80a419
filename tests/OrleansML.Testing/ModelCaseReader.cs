using System.Globalization;
using System.Text.Json;
using OrleansML.Learning.Onnx;
using OrleansML.Tensors;

namespace OrleansML.Testing;

/// <summary>
/// Reads the recorded requests of the models under <c>onnx-models</c>, whose files write them in three ways, and makes up requests for the
/// model that has none.
/// </summary>
public static class ModelCaseReader
{
    private const double PublishedTolerance = 1e-6;
    private const double ComputedTolerance = 1e-4;

    /// <summary>The file of a model.</summary>
    public static string ModelPath(string model) => SharedData.PathOf("onnx-models", model, "model.onnx");

    /// <summary>The requests of a model.</summary>
    public static ModelCase[] Read(string model)
    {
        var graph = OnnxModelReader.ReadFile(ModelPath(model)).Graph;
        ValueInfoProto[] inputs = [.. graph.Input.Where(input => graph.Initializer.All(tensor => tensor.Name != input.Name))];
        var cases = SharedData.PathOf("onnx-models", model, "cases.json");
        if (File.Exists(cases))
            return ReadJson(model, cases, inputs, [.. graph.Output.Select(output => output.Name)]);

        var output = SharedData.PathOf("onnx-models", model, "output_0.pb");
        return File.Exists(output) ? [ReadRamp(output, inputs.Single(), graph.Output.Single().Name)] : [.. MakeUp(inputs)];
    }

    private static ModelCase[] ReadJson(string model, string path, ValueInfoProto[] inputs, string[] outputs)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(path));
        var isComputed = File.ReadAllText(SharedData.PathOf("onnx-models", model, "SOURCE.md")).Contains("tolerance 1e-4 absolute", StringComparison.Ordinal);
        var tolerance = isComputed ? ComputedTolerance : PublishedTolerance;
        return [.. document.RootElement.GetProperty("cases").EnumerateArray().Select(recorded => new ModelCase(
            [.. inputs.Select(input => ReadInput(input, recorded.GetProperty("inputs").GetProperty(input.Name)))],
            [.. ReadOutputs(recorded, outputs, tolerance)]))];
    }

    private static Tensor ReadInput(ValueInfoProto input, JsonElement value)
    {
        var tensor = input.Type.TensorType;
        var elements = Flatten(value).ToArray();

        // Some files leave the axis of rows out; a request has one row.
        var nested = ShapeOf(value);
        long[] shape = nested.Length == tensor.Shape.Dim.Count ? nested : [.. tensor.Shape.Dim.Select(axis => axis.DimValue > 0 ? axis.DimValue : 1)];
        return ModelCaseTensors.TypeOf(tensor.ElemType) switch
        {
            TensorType.String => Tensor.Create(input.Name, Array.ConvertAll(elements, element => element.GetString()!), shape),
            TensorType.Int64 => Tensor.Create(input.Name, Array.ConvertAll(elements, element => element.GetInt64()), shape),
            TensorType.Float32 => Tensor.Create(input.Name, Array.ConvertAll(elements, ReadFloat), shape),
            var type => throw new NotSupportedException($"The recorded cases have no input of type {type}."),
        };
    }

    private static IEnumerable<ModelCaseOutput> ReadOutputs(JsonElement recorded, string[] outputs, double tolerance)
    {
        if (recorded.TryGetProperty("outputs", out var named))
        {
            foreach (var output in named.EnumerateObject())
                yield return ReadOutput(output.Name, Numbers(output.Value), tolerance);
        }

        if (recorded.TryGetProperty("published_output_data", out var published) && published.ValueKind == JsonValueKind.Array)
            yield return new ModelCaseOutput(outputs[0], Numbers(published), PublishedTolerance);
        if (recorded.TryGetProperty("label", out var label))
            yield return new ModelCaseOutput(outputs[0], Numbers(label), 0);
        if (!recorded.TryGetProperty("probabilities", out var probabilities))
            yield break;

        if (probabilities.ValueKind == JsonValueKind.Object)
        {
            double[] keys = [.. probabilities.EnumerateObject().Select(entry => double.Parse(entry.Name, CultureInfo.InvariantCulture))];
            yield return new ModelCaseOutput($"{outputs[1]}.keys", keys, 0);
            yield return new ModelCaseOutput(outputs[1], [.. probabilities.EnumerateObject().Select(entry => entry.Value.GetDouble())], tolerance);
        }
        else
        {
            yield return new ModelCaseOutput(outputs[1], Numbers(probabilities), tolerance);
        }
    }

    // Of the language model's logits only some positions are recorded, and of every position the most likely token.
    private static ModelCaseOutput ReadOutput(string name, double[] elements, double tolerance)
    {
        const string position = "_position_";
        const string best = "_argmax_per_position";
        if (name.EndsWith(best, StringComparison.Ordinal))
        {
            return new ModelCaseOutput(name[..^best.Length], elements, 0)
            {
                Part = all => [.. all.Chunk(all.Length / elements.Length).Select(logits => (double)Array.IndexOf(logits, logits.Max()))],
            };
        }

        var at = name.IndexOf(position, StringComparison.Ordinal);
        if (at < 0)
            return new ModelCaseOutput(name, elements, tolerance);

        var start = elements.Length * int.Parse(name.AsSpan(at + position.Length), CultureInfo.InvariantCulture);
        return new ModelCaseOutput(name[..at], elements, tolerance) { Part = all => all[start..(start + elements.Length)] };
    }

    private static ModelCase ReadRamp(string outputPath, ValueInfoProto input, string outputName)
    {
        long[] shape = [.. input.Type.TensorType.Shape.Dim.Select(axis => axis.DimValue)];
        var ramp = new float[TensorShape.ElementCount(shape)];
        for (var index = 0; index < ramp.Length; index++)
            ramp[index] = (float)(index / (double)ramp.Length);

        var output = ModelCaseTensors.FromProto(outputName, TensorProto.Parser.ParseFrom(File.ReadAllBytes(outputPath)));
        return new ModelCase([Tensor.Create(input.Name, ramp, shape)], [new ModelCaseOutput(outputName, ModelCaseElements.Of(output), PublishedTolerance)]);
    }

    private static IEnumerable<ModelCase> MakeUp(ValueInfoProto[] inputs)
    {
        var random = new Random(8);
        for (var row = 0; row < 5; row++)
        {
            yield return new ModelCase([.. inputs.Select(input =>
            {
                long[] shape = [.. input.Type.TensorType.Shape.Dim.Select(axis => axis.DimValue)];
                var count = (int)TensorShape.ElementCount(shape);
                return ModelCaseTensors.TypeOf(input.Type.TensorType.ElemType) == TensorType.String
                    ? Tensor.Create(input.Name, [.. Enumerable.Range(0, count).Select(_ => $"{random.Next(10)}")], shape)
                    : Tensor.Create(input.Name, [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() * 10)], shape);
            })], []);
        }
    }

    private static float ReadFloat(JsonElement element) => element.ValueKind == JsonValueKind.Null ? float.NaN : element.GetSingle();

    private static double[] Numbers(JsonElement value) => [.. Flatten(value).Select(element => element.GetDouble())];

    private static IEnumerable<JsonElement> Flatten(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().SelectMany(Flatten) : [value];

    private static long[] ShapeOf(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? [value.GetArrayLength(), .. ShapeOf(value[0])] : [];
}
