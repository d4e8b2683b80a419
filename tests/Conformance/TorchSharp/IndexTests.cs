using TorchSharp;
using static TorchSharp.torch;

namespace OrleansML.Conformance.TorchSharp;

// The expected numbers are read off the grid 0 1 2 3 / 4 5 6 7 / 8 9 10 11 by NumPy's rules.
public sealed class IndexTests
{
    [TorchFact]
    public void Index_OfPlacesAndRanges_PicksThem()
    {
        using var scope = NewDisposeScope();
        var grid = arange(12).reshape(3, 4);
        Expect.Elements(grid[1], [4], [4, 5, 6, 7]);
        Expect.Elements(grid[-1], [4], [8, 9, 10, 11]);
        Expect.Elements(grid[2, 1], [], [9]);
        Expect.Elements(grid[TensorIndex.Colon, 2], [3], [2, 6, 10]);
        Expect.Elements(grid[TensorIndex.Slice(1, null), TensorIndex.Slice(0, 4, 2)], [2, 2], [4, 6, 8, 10]);
        Expect.Elements(grid[1.., ..2], [2, 2], [4, 5, 8, 9]);
        Expect.Elements(grid[TensorIndex.Ellipsis, ^1], [3], [3, 7, 11]);
        Expect.Elements(grid[TensorIndex.None, 0], [1, 4], [0, 1, 2, 3]);
    }

    [TorchFact]
    public void Index_OfTensors_PicksElements()
    {
        using var scope = NewDisposeScope();
        var grid = arange(12).reshape(3, 4);
        Expect.Elements(grid[torch.tensor(new[] { 2L, 0 })], [2, 4], [8, 9, 10, 11, 0, 1, 2, 3]);
        Expect.Elements(grid.index(torch.tensor(new[] { 0L, 2 }), torch.tensor(new[] { 1L, 3 })), [2], [1, 11]);
        Expect.Elements(grid.index(TensorIndex.Colon, TensorIndex.Tensor(torch.tensor(new[] { 3L, 0 }))), [3, 2], [3, 0, 7, 4, 11, 8]);
        Expect.Elements(grid[grid > 8], [3], [9, 10, 11]);
    }

    [TorchFact]
    public void Index_Set_WritesThrough()
    {
        using var scope = NewDisposeScope();
        var grid = zeros(2, 3);
        grid[0] = torch.tensor(1f);
        grid[1, 2] = torch.tensor(5f);
        grid[TensorIndex.Colon, 1] = torch.tensor(new[] { 7f, 8 });
        Expect.Elements(grid, [2, 3], [1, 7, 1, 0, 8, 5]);
        grid.index_put_(9, TensorIndex.Slice(0, 1), TensorIndex.Slice(0, 1));
        grid.index_put_(torch.tensor(new[] { 1f, 1 }), [TensorIndex.Tensor(torch.tensor(new[] { 1L, 1 })), TensorIndex.Single(0)], accumulate: true);
        Expect.Elements(grid, [2, 3], [9, 7, 1, 2, 8, 5]);
    }

    [TorchFact]
    public void Views_ShareMemory()
    {
        using var scope = NewDisposeScope();
        var grid = arange(6, float32).reshape(2, 3);
        grid.T[0].fill_(-1);
        grid.narrow(1, 2, 1).add_(10);
        Expect.Elements(grid, [2, 3], [-1, 1, 12, -1, 4, 15]);
    }

    [TorchFact]
    public void Accessor_OfStridedTensor_ReadsInRowMajorOrder()
    {
        using var scope = NewDisposeScope();
        var columns = arange(6, int32).reshape(2, 3).T;
        Assert.False(columns.is_contiguous());
        var accessor = columns.data<int>();
        Assert.Equal([0, 3, 1, 4, 2, 5], accessor.ToArray());
        Assert.Equal(4, accessor[1, 1]);
        Assert.Equal(new[,] { { 0, 3 }, { 1, 4 }, { 2, 5 } }, accessor.ToNDArray());
        accessor[2, 0] = 20;
        Assert.Equal(20, columns[2, 0].item<int>());
        Assert.Throws<InvalidOperationException>(() => columns.bytes.Length);
    }

    [TorchFact]
    public void Bytes_OfTensor_AreItsMemory()
    {
        using var tensor = torch.tensor(new short[] { 1, 2 });
        Assert.Equal([1, 0, 2, 0], tensor.bytes.ToArray());
        tensor.bytes = new byte[] { 3, 0, 4, 1 };
        Assert.Equal([3, 260], tensor.data<short>().ToArray());
        Assert.Throws<ArgumentException>(() => tensor.bytes = new byte[3]);
    }

    [TorchFact]
    public void Data_OfAnotherType_NamesBoth()
    {
        using var tensor = ones(2);
        var error = Assert.Throws<ArgumentException>(() => tensor.data<double>());
        Assert.Equal("Double is not compatible with Float32", error.Message);
        Assert.Throws<ArgumentException>(() => tensor.item<float>());
    }
}
