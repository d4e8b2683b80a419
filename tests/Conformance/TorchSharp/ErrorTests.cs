using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace OrleansML.Conformance.TorchSharp;

/// <summary>Errors of libtorch are <see cref="ExternalException"/> with its own text.</summary>
public sealed class ErrorTests
{
    [TorchFact]
    public void Shapes_ThatDoNotFit_AreNamed()
    {
        using var scope = NewDisposeScope();
        Says("mat1 and mat2 shapes cannot be multiplied (2x3 and 2x3)", () => ones(2, 3).mm(ones(2, 3)));
        Says("The size of tensor a (3) must match the size of tensor b (4) at non-singleton dimension 0", () => ones(3) + ones(4));
        Says("shape '[4]' is invalid for input of size 6", () => ones(2, 3).view(4));
        Says("Dimension out of range (expected to be in range of [-2, 1], but got 2)", () => ones(2, 3).sum(2));
        Says("index 5 is out of bounds for dimension 0 with size 3", () => ones(3).index(torch.tensor(new[] { 5L })));
    }

    [TorchFact]
    public void Types_ThatDoNotFit_AreNamed()
    {
        using var scope = NewDisposeScope();
        Says("expected scalar type", () => ones(2, 2).mm(ones([2L, 2L], float64)));
        Says("can't be cast to the desired output type", () => torch.tensor(new[] { 1L }).add_(torch.tensor(0.5)));
        Says("Only Tensors of floating point and complex dtype can require gradients", () => ones([1L], int64).requires_grad_());
    }

    [TorchFact]
    public void Gradients_WithoutHistory_AreRefused()
    {
        using var scope = NewDisposeScope();
        Says("does not require grad and does not have a grad_fn", () => ones(1).backward());
        var parameter = nn.Parameter(ones(1));
        Says("a leaf Variable that requires grad is being used in an in-place operation", () => parameter.add_(1));
        Says("grad can be implicitly created only for scalar outputs", () => (ones(2).requires_grad_() * 2).backward());
    }

    [TorchFact]
    public void Error_OfOneCall_LeavesNothingBehind()
    {
        using var scope = NewDisposeScope();
        Assert.Throws<ExternalException>(() => ones(2).view(3));
        Expect.Elements(ones(2) + 1, [2], [2, 2]);
    }

    [TorchFact]
    public void Cuda_WhereThereIsNone_IsRefused()
    {
        if (cuda.is_available())
            return;
        Assert.Equal(0, cuda.device_count());
        Assert.Throws<InvalidOperationException>(() => torch.device("cuda"));
        using var tensor = ones(1);
        Assert.Throws<InvalidOperationException>(() => tensor.to("cuda:0"));
        Assert.Throws<ArgumentException>(() => torch.device("nonsense"));
    }

    [TorchFact]
    public void Load_OfMissingFile_NamesIt()
    {
        var path = Path.Combine(Path.GetTempPath(), Guid.NewGuid() + ".pt");
        Assert.Contains(Path.GetFileName(path), Assert.Throws<ExternalException>(() => torch.load(path)).Message);
        using var module = nn.Linear(1, 1);
        Assert.Throws<FileNotFoundException>(() => module.load(path));
    }

    [TorchFact]
    public void Save_OfTensor_ThenLoad_BringsIt()
    {
        var path = Path.GetTempFileName();
        try
        {
            using var tensor = torch.tensor(new[,] { { 1L, 2 }, { 3, 4 } });
            torch.save(tensor, path);
            using var loaded = torch.load(path);
            Assert.True(tensor.Equals(loaded));
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static void Says(string text, Action action) => Assert.Contains(text, Assert.Throws<ExternalException>(action).Message);

    private static void Says(string text, Func<Tensor> action) => Says(text, () => { _ = action(); });
}
