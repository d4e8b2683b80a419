using OrleansML.Training.Onnx;
using static OrleansML.Learning.Onnx.TensorProto.Types;

namespace OrleansML.TrainingTests.Onnx;

/// <summary>
/// An operator on weights in double precision, of which the sum of all outputs, each element times a fixed number, is differentiated.
/// </summary>
internal sealed record GradientCase(string Operator, long Opset, AttributeProto[] Attributes, params GradientInput[] Inputs)
{
    private const int Seed = 5;

    public int Outputs { get; init; } = 1;

    public bool Training { get; init; }

    /// <summary>Tells cases of one operator apart.</summary>
    public string Form { get; init; } = "";

    public override string ToString() => $"{Operator}-{Opset}{(Form.Length > 0 ? " " : "")}{Form}";

    public ModelProto Build()
    {
        var builder = new OnnxGraphBuilder("gradient");
        var names = new string[Inputs.Length];
        for (var index = 0; index < Inputs.Length; index++)
        {
            names[index] = Inputs[index].Tensor is null ? "" : $"input{index}";
            if (Inputs[index].Tensor is not { } tensor)
                continue;

            var named = tensor.Clone();
            named.Name = names[index];
            builder.Initializer(named);
        }

        string[] outputs = [.. Enumerable.Range(0, Outputs).Select(index => $"output{index}")];
        builder.Node(Operator, names, outputs, Attributes);
        foreach (var output in outputs)
            builder.Output(output, DataType.Double);
        var model = builder.Build();
        model.OpsetImport.Single().Version = Opset;
        return model;
    }

    /// <summary>The differentiated number for the graph's present weights.</summary>
    public Tensor Loss(TorchGraph graph)
    {
        using var generator = new torch.Generator(Seed);
        var outputs = graph.Run(new Dictionary<string, Tensor>(), Training, generator);
        var total = torch.tensor(0.0);
        foreach (var output in graph.Outputs)
        {
            var elements = outputs[output].reshape(-1);
            var factors = torch.arange(0, elements.numel(), ScalarType.Float64).mul(0.7).add(0.3).sin();
            total = total.add(elements.mul(factors).sum());
        }

        return total;
    }
}
