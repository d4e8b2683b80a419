namespace TorchSharp.Native;

/// <summary>
/// Basic indices become views, one dimension after the other; tensors are collected and go to the index operators together.
/// The rules are those of NumPy: https://numpy.org/doc/stable/user/basics.indexing.html.
/// </summary>
internal static class Indexing
{
    /// <summary>The view of all basic indices, and the tensors for its dimensions, null where there is none.</summary>
    public static (torch.Tensor View, torch.Tensor?[] Places) Resolve(torch.Tensor tensor, torch.TensorIndex[] indices)
    {
        var view = tensor.alias();
        var places = new List<torch.Tensor?>();
        var axis = 0;
        foreach (var index in indices)
        {
            switch (index.Kind)
            {
                case IndexKind.NewAxis:
                    Replace(ref view, view.unsqueeze(axis++));
                    places.Add(null);
                    break;
                case IndexKind.Bool:
                    Replace(ref view, view.unsqueeze(axis));
                    places.Add(torch.tensor(index.Start != 0).unsqueeze(0).to(view.device));
                    axis++;
                    break;
                case IndexKind.Single:
                    Replace(ref view, view.select(axis, index.Start ?? 0));
                    break;
                case IndexKind.Slice:
                    Replace(ref view, Ops.slice_Tensor.Single(view, axis++, index.Start, index.Stop, index.Step ?? 1));
                    places.Add(null);
                    break;
                case IndexKind.Ellipsis:
                    var skipped = view.Dimensions - axis - indices.Skip(Array.IndexOf(indices, index) + 1).Sum(DimensionsOf);
                    axis += (int)skipped;
                    places.AddRange(new torch.Tensor?[skipped]);
                    break;
                default:
                    axis += DimensionsOf(index);
                    places.Add(index.Places);
                    break;
            }
        }

        return (view, places.Exists(place => place is not null) ? [.. places] : []);
    }

    // How many dimensions of the tensor a part of an index takes.
    private static int DimensionsOf(torch.TensorIndex index) => index.Kind switch
    {
        IndexKind.Single or IndexKind.Slice => 1,
        IndexKind.Tensor when index.Places!.dtype is torch.ScalarType.Bool or torch.ScalarType.Byte => (int)index.Places.Dimensions,
        IndexKind.Tensor => 1,
        _ => 0,
    };

    private static void Replace(ref torch.Tensor view, torch.Tensor next)
    {
        view.Dispose();
        view = next;
    }
}
