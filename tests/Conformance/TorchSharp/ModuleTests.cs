using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace OrleansML.Conformance.TorchSharp;

public sealed class ModuleTests
{
    [TorchFact]
    public void Fields_OfModule_AreItsPartsAndParameters()
    {
        using var model = new Scorer();
        Assert.Equal(
            ["scale", "hidden.weight", "hidden.bias", "norm.weight", "norm.bias"],
            model.named_parameters().Select(found => found.name).Order(Comparer<string>.Create((a, b) => Rank(a) - Rank(b))));
        Assert.Equal(
            ["offset", "norm.running_mean", "norm.running_var", "norm.num_batches_tracked"],
            model.named_buffers().Select(found => found.name));
        Assert.Equal(["hidden", "norm"], model.named_children().Select(found => found.name));
        Assert.Same(model.get_parameter("hidden.weight"), model.state_dict()["hidden.weight"]);
        Assert.True(model.has_buffer("norm.running_mean"));
        Assert.False(model.has_parameter("hidden.nothing"));

        static int Rank(string name) => Array.IndexOf(["scale", "hidden.weight", "hidden.bias", "norm.weight", "norm.bias"], name);
    }

    [TorchFact]
    public void Sequential_OfNamedParts_HasTheirPaths()
    {
        using var model = nn.Sequential(("first", nn.Linear(2, 3)), ("activation", nn.ReLU()), ("second", nn.Linear(3, 1, hasBias: false)));
        Assert.Equal(["first.weight", "first.bias", "second.weight"], model.named_parameters().Select(found => found.name));
        using var numbered = nn.Sequential(nn.Linear(2, 3), nn.Tanh());
        Assert.Equal(["0.weight", "0.bias"], numbered.state_dict().Keys);
        Assert.Equal(2, numbered.Count);
    }

    [TorchFact]
    public void Linear_Forward_IsWeightTimesInputPlusBias()
    {
        using var scope = NewDisposeScope();
        using var layer = nn.Linear(2, 2);
        layer.load_state_dict(new() { ["weight"] = torch.tensor(new[,] { { 1f, 2 }, { 3, 4 } }), ["bias"] = torch.tensor(new[] { 10f, 20 }) });
        Expect.Elements(layer.call(torch.tensor(new[,] { { 1f, -1 } })), [1, 2], [9, 19]);
    }

    [TorchFact]
    public void Linear_Start_IsWithinItsBounds()
    {
        using var layer = nn.Linear(16, 200);
        Assert.All(Expect.Doubles(layer.weight), one => Assert.InRange(one, -0.25, 0.25));
        Assert.All(Expect.Doubles(layer.bias!), one => Assert.InRange(one, -0.25, 0.25));
        Assert.InRange(Expect.Doubles(layer.weight).Max(), 0.24, 0.25);
    }

    [TorchFact]
    public void Embedding_Forward_PicksRowsAndLearnsThem()
    {
        using var scope = NewDisposeScope();
        using var layer = nn.Embedding(4, 2, padding_idx: 1);
        Expect.Elements(layer.weight![1], [2], [0, 0]);
        var picked = layer.call(torch.tensor(new long[,] { { 3, 1 } }));
        Assert.Equal([1L, 2, 2], picked.shape);
        picked.sum().backward();
        Expect.Elements(layer.weight.grad!, [4, 2], [0, 0, 0, 0, 0, 0, 1, 1]);
    }

    // Kernels of ones sum up what they cover; reflection pads 1 2 3 to 2 1 2 3 2.
    [TorchFact]
    public void Convolutions_WithKernelsOfOnes_SumTheirWindows()
    {
        using var scope = NewDisposeScope();
        using var plane = nn.Conv2d(1, 2, 3, Padding.Same, bias: false);
        using var line = nn.Conv1d(1, 1, 3, padding: 1, padding_mode: PaddingModes.Reflect);
        foreach (var parameter in plane.parameters().Concat(line.parameters()))
            nn.init.ones_(parameter);
        Assert.Equal([2L, 1, 3, 3], plane.weight.shape);
        var sums = plane.call(arange(4, float32).reshape(1, 1, 2, 2));
        Expect.Elements(sums, [1, 2, 2, 2], [6, 6, 6, 6, 6, 6, 6, 6]);
        Expect.Elements(line.call(torch.tensor(new[] { 1f, 2, 3 }, 1, 1, 3)), [1, 1, 3], [6, 7, 8]);
        Assert.Contains("1 channels", Assert.Throws<ArgumentException>(() => plane.call(ones(1, 2, 4, 4))).Message);
        Assert.Throws<ArgumentException>(() => nn.Conv1d(3, 4, 1, groups: 2));
    }

    [TorchFact]
    public void SmallModules_Forward_AreTheirFunctions()
    {
        using var scope = NewDisposeScope();
        var x = torch.tensor(new[,] { { -1f, 0, 1 } });
        Expect.Elements(nn.ReLU().call(x), [1, 3], [0, 0, 1]);
        Expect.Elements(nn.LeakyReLU(0.5).call(x), [1, 3], [-0.5, 0, 1]);
        Expect.Elements(nn.ELU(2).call(x), [1, 3], [2 * (Math.Exp(-1) - 1), 0, 1], 1e-6);
        Expect.Elements(nn.Softmax(1).call(x).sum(1), [1], [1], 1e-6);
        Expect.Elements(nn.Sigmoid().call(x)[0, 1], [], [0.5]);
        Expect.Elements(nn.SiLU().call(x)[0, 1], [], [0]);
        Expect.Elements(nn.Identity().call(x), [1, 3], [-1, 0, 1]);
        Expect.Elements(nn.Flatten(0).call(x), [3], [-1, 0, 1]);
        var y = x.clone();
        Expect.Elements(nn.Tanh(inplace: true).call(y), [1, 3], Expect.Doubles(y));
    }

    // By hand: the mean of 1, 3, 5 is 3, their variance 8/3; the running values take a tenth of mean and unbiased variance 4.
    [TorchFact]
    public void BatchNorm_WhileLearningAndAfter_UsesBatchThenRunningValues()
    {
        using var scope = NewDisposeScope();
        using var layer = nn.BatchNorm1d(1);
        var x = torch.tensor(new[,] { { 1f }, { 3 }, { 5 } });
        Expect.Elements(layer.call(x), [3, 1], [-1.2247425, 0, 1.2247425], 1e-5);
        Expect.Elements(layer.running_mean!, [1], [0.3], 1e-6);
        Expect.Elements(layer.running_var!, [1], [1.3], 1e-6);
        Assert.Equal(1, layer.num_batches_tracked!.item<long>());

        layer.eval();
        Expect.Elements(layer.call(x), [3, 1], [0.7 / Math.Sqrt(1.3), 2.7 / Math.Sqrt(1.3), 4.7 / Math.Sqrt(1.3)], 1e-4);
        Assert.Throws<ArgumentException>(() => layer.call(ones(1, 2, 3, 4)));
    }

    [TorchFact]
    public void LayerNorm_Forward_BringsRowsToMeanZero()
    {
        using var scope = NewDisposeScope();
        using var layer = nn.LayerNorm(2);
        Expect.Elements(layer.call(torch.tensor(new[,] { { 1f, 3 }, { -2, -6 } })), [2, 2], [-1, 1, 1, -1], 1e-4);
    }

    [TorchFact]
    public void Dropout_Mode_DecidesWhetherItDrops()
    {
        using var scope = NewDisposeScope();
        using var layer = nn.Dropout(0.5);
        var x = ones(10_000);
        var dropped = Expect.Doubles(layer.call(x));
        Assert.All(dropped, one => Assert.True(one is 0 or 2));
        Assert.InRange(dropped.Average(), 0.9, 1.1);
        layer.eval();
        Assert.False(layer.training);
        Expect.Elements(layer.call(x), [10_000], Expect.Doubles(x));
    }

    [TorchFact]
    public void Save_ThenLoad_BringsTheSameBits()
    {
        using var scope = NewDisposeScope();
        using Scorer first = new(), second = new();
        var file = Path.GetTempFileName();
        try
        {
            first.save(file);
            second.load(file);
        }
        finally
        {
            File.Delete(file);
        }

        Assert.All(first.state_dict(), pair => Assert.True(pair.Value.Equals(second.state_dict()[pair.Key])));
    }

    // The format as published with TorchSharp: number of entries, then name, type, rank and lengths as LEB128 numbers, and the elements.
    [TorchFact]
    public void Save_OfOneParameter_WritesTheDocumentedBytes()
    {
        using var module = new OneParameter();
        using var stream = new MemoryStream();
        module.save(stream);
        Assert.Equal([1, 1, (byte)'w', 6, 1, 2, 0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0], stream.ToArray());
    }

    [TorchFact]
    public void Load_OfAnotherModule_SaysWhatDiffers()
    {
        using var small = nn.Linear(2, 2);
        using var large = nn.Linear(3, 2);
        using var other = nn.Linear(2, 2, hasBias: false);
        var bytes = Saved(small);
        Assert.Contains("shape", Assert.Throws<ArgumentException>(() => large.load(new MemoryStream(bytes))).Message);
        Assert.Contains("expected 1, but found 2", Assert.Throws<ArgumentException>(() => other.load(new MemoryStream(bytes))).Message);
        var found = new Dictionary<string, bool>();
        other.load(new MemoryStream(bytes), strict: false, loadedParameters: found);
        Assert.Equal(new() { ["weight"] = true, ["bias"] = false }, found);
        Assert.Throws<InvalidOperationException>(() => other.load_state_dict(small.state_dict()));
        var (missing, unexpected) = other.load_state_dict(small.state_dict(), strict: false);
        Assert.Empty(missing);
        Assert.Equal(["bias"], unexpected);
    }

    [TorchFact]
    public void To_AnotherType_ConvertsParametersAndGradientsInPlace()
    {
        using var scope = NewDisposeScope();
        using var model = nn.Sequential(nn.Linear(2, 2), nn.BatchNorm1d(2)).to(float64);
        Assert.All(model.parameters(), parameter => Assert.Equal(ScalarType.Float64, parameter.dtype));
        Assert.Equal(ScalarType.Int64, model.get_buffer("1.num_batches_tracked")!.dtype);
        model.call(ones([3L, 2L], float64)).square().sum().backward();
        Assert.Equal(ScalarType.Float64, model.parameters().First().grad!.dtype);
        Assert.Throws<ArgumentException>(() => model.to(int64));
    }

    [TorchFact]
    public void Dispose_OfModule_DisposesItsParameters()
    {
        var model = nn.Sequential(nn.Linear(2, 2));
        var parameters = model.parameters().ToList();
        using (NewDisposeScope())
            _ = model.call(ones(1, 2));
        Assert.All(parameters, parameter => Assert.False(parameter.IsInvalid));
        model.Dispose();
        Assert.All(parameters, parameter => Assert.True(parameter.IsInvalid));
    }

    [TorchFact]
    public void Weight_Replaced_IsTheOnlyOneRegistered()
    {
        using var model = nn.Sequential(nn.Linear(2, 1, hasBias: false));
        var layer = (Linear)model.children().Single();
        var old = layer.weight;
        layer.weight = nn.Parameter(zeros(1, 2));
        Assert.True(old.IsInvalid);
        Assert.Same(layer.weight, model.parameters().Single());
        Expect.Elements(model.call(ones(1, 2)), [1, 1], [0]);
    }

    [TorchFact]
    public void ZeroGrad_OfModule_TakesGradientsAwayOrClearsThem()
    {
        using var scope = NewDisposeScope();
        using var layer = nn.Linear(1, 1);
        layer.call(ones(1, 1)).sum().backward();
        layer.zero_grad(set_to_none: false);
        Expect.Elements(layer.weight.grad!, [1, 1], [0]);
        layer.zero_grad();
        Assert.Null(layer.weight.grad);
    }

    [TorchFact]
    public void Register_TakenName_IsRefused()
    {
        using var layer = nn.Linear(1, 1);
        Assert.Throws<InvalidOperationException>(() => layer.register_parameter("weight", nn.Parameter(ones(1))));
        Assert.Throws<ArgumentException>(() => layer.register_module("a.b", nn.ReLU()));
    }

    private static byte[] Saved(nn.Module module)
    {
        using var stream = new MemoryStream();
        module.save(stream);
        return stream.ToArray();
    }

    private sealed class OneParameter : nn.Module<Tensor, Tensor>
    {
        private readonly Parameter w = nn.Parameter(torch.tensor(new[] { 1f, -2 }));

        public OneParameter()
            : base(nameof(OneParameter)) => RegisterComponents();

        public override Tensor forward(Tensor input) => input * w;
    }

    private sealed class Scorer : nn.Module<Tensor, Tensor>
    {
        private readonly Linear hidden = nn.Linear(2, 3);
        private readonly BatchNorm1d norm = nn.BatchNorm1d(3);
        private readonly Parameter scale = nn.Parameter(ones(1));
        private readonly Tensor offset = zeros(1);

        public Scorer()
            : base(nameof(Scorer)) => RegisterComponents();

        public override Tensor forward(Tensor input) => (norm.call(hidden.call(input)) * scale) + offset;
    }
}
