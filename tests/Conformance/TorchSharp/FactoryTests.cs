using TorchSharp;
using static TorchSharp.torch;

namespace OrleansML.Conformance.TorchSharp;

public sealed class FactoryTests
{
    [TorchFact]
    public void Tensor_OfArray_CopiesTheElements()
    {
        float[] source = [1, 2, 3, 4, 5, 6];
        using var tensor = torch.tensor(source, 2, 3);
        source[0] = 9;

        Assert.Equal(ScalarType.Float32, tensor.dtype);
        Assert.Equal([2, 3], tensor.shape);
        Assert.Equal([1f, 2, 3, 4, 5, 6], tensor.data<float>().ToArray());
    }

    [TorchFact]
    public void Tensor_OfEveryType_KeepsTypeAndElements()
    {
        Check([1.5f, -2], ScalarType.Float32, torch.tensor([1.5f, -2f]));
        Check([1.5, -2], ScalarType.Float64, torch.tensor([1.5, -2.0]));
        Check([long.MinValue, 7], ScalarType.Int64, torch.tensor([long.MinValue, 7L]));
        Check([int.MinValue, 7], ScalarType.Int32, torch.tensor(new[] { int.MinValue, 7 }));
        Check([short.MinValue, (short)7], ScalarType.Int16, torch.tensor(new[] { short.MinValue, (short)7 }));
        Check([sbyte.MinValue, (sbyte)7], ScalarType.Int8, torch.tensor(new[] { sbyte.MinValue, (sbyte)7 }));
        Check([byte.MaxValue, (byte)7], ScalarType.Byte, torch.tensor(new[] { byte.MaxValue, (byte)7 }));
        Check([true, false], ScalarType.Bool, torch.tensor(new[] { true, false }));
        Check([(Half)1.5, (Half)(-2)], ScalarType.Float16, torch.tensor(new[] { (Half)1.5, (Half)(-2) }));
        Check([(BFloat16)1.5f, (BFloat16)(-2f)], ScalarType.BFloat16, torch.tensor(new[] { (BFloat16)1.5f, (BFloat16)(-2f) }));
    }

    [TorchFact]
    public void Tensor_OfGrids_HasTheirShapes()
    {
        using var matrix = torch.tensor(new[,] { { 1L, 2 }, { 3, 4 }, { 5, 6 } });
        Expect.Elements(matrix, [3, 2], [1, 2, 3, 4, 5, 6]);
        using var cube = torch.tensor(new[,,] { { { 1.0 }, { 2 } }, { { 3 }, { 4 } } });
        Expect.Elements(cube, [2, 2, 1], [1, 2, 3, 4]);
    }

    [TorchFact]
    public void Tensor_WithTypeAndGradient_IsConverted()
    {
        using var tensor = torch.tensor(new[] { 1, 2 }, dtype: float64, requires_grad: true);
        Assert.Equal(ScalarType.Float64, tensor.dtype);
        Assert.True(tensor.requires_grad);
    }

    [TorchFact]
    public void Tensor_OfTooFewElements_SaysHowMany()
    {
        var error = Assert.Throws<ArgumentException>(() => torch.tensor(new[] { 1f, 2f, 3f }, [2L, 2L]));
        Assert.Contains("4 vs. 3", error.Message);
    }

    [TorchFact]
    public void Factories_WithShapes_FillThem()
    {
        Expect.Elements(zeros(2, 2), [2, 2], [0, 0, 0, 0]);
        Expect.Elements(ones([3L], int64), [3], [1, 1, 1]);
        Expect.Elements(full([2L], 7.5, float64), [2], [7.5, 7.5]);
        Expect.Elements(eye(2, 3), [2, 3], [1, 0, 0, 0, 1, 0]);
        Expect.Elements(linspace(0, 1, 5, float64), [5], [0, 0.25, 0.5, 0.75, 1]);
        Assert.Equal([4L, 0, 2], empty(4, 0, 2).shape);
        Assert.Equal(0, empty(4, 0, 2).numel());
    }

    [TorchFact]
    public void Arange_OfWholeNumbers_IsWhole()
    {
        using var whole = arange(2, 10, 3);
        Assert.Equal(ScalarType.Int64, whole.dtype);
        Expect.Elements(whole, [3], [2, 5, 8]);
        using var fractions = arange(0, 1, 0.25);
        Assert.Equal(ScalarType.Float32, fractions.dtype);
        Expect.Elements(fractions, [4], [0, 0.25, 0.5, 0.75]);
    }

    [TorchFact]
    public void FromArray_SharesTheMemory()
    {
        var source = new[,] { { 1f, 2 }, { 3, 4 } };
        using var tensor = from_array(source);
        tensor.mul_(10);
        Assert.Equal(40f, source[1, 1]);
        source[0, 0] = -1;
        Assert.Equal(-1f, tensor[0, 0].item<float>());
    }

    [TorchFact]
    public void FromBuffer_OfPart_StartsAtTheOffset()
    {
        int[] source = [1, 2, 3, 4, 5];
        using var tensor = frombuffer(source, int32, count: 3, offset: 1);
        Expect.Elements(tensor, [3], [2, 3, 4]);
        source[1] = 20;
        Assert.Equal(20, tensor[0].item<int>());
        Assert.Throws<ArgumentException>(() => frombuffer(source, int32, offset: 5));
        Assert.Throws<IndexOutOfRangeException>(() => frombuffer(source, int32, count: 6));
    }

    [TorchFact]
    public void FromArray_AfterTheArrayIsForgotten_KeepsItInPlace()
    {
        using var tensor = Forgotten();
        for (var round = 0; round < 20; round++)
        {
            GC.Collect(2, GCCollectionMode.Aggressive);
            _ = Enumerable.Range(0, 1000).Select(_ => new float[64]).ToArray();
        }

        Assert.Equal(Enumerable.Repeat(7f, 64), tensor.data<float>().ToArray());
    }

    private static Tensor Forgotten()
    {
        var data = new float[64];
        Array.Fill(data, 7f);
        return from_array(data);
    }

    private static void Check<T>(T[] expected, ScalarType type, Tensor actual)
        where T : unmanaged
    {
        using (actual)
        {
            Assert.Equal(type, actual.dtype);
            Assert.Equal(expected, actual.data<T>().ToArray());
        }
    }
}
