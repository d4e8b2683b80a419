namespace OrleansML.Learning.Onnx;

/// <summary>Visits every tensor of a model: initializers, attributes, nested graphs and functions.</summary>
internal static class OnnxGraphWalker
{
    public static IEnumerable<TensorProto> Tensors(ModelProto model) =>
        Tensors(model.Graph).Concat(model.Functions.SelectMany(Tensors));

    private static IEnumerable<TensorProto> Tensors(FunctionProto function) =>
        function.Node.SelectMany(node => node.Attribute).Concat(function.AttributeProto).SelectMany(Tensors);

    private static IEnumerable<TensorProto> Tensors(GraphProto graph) =>
        graph.Initializer
            .Concat(graph.SparseInitializer.SelectMany(Tensors))
            .Concat(graph.Node.SelectMany(node => node.Attribute).SelectMany(Tensors));

    private static IEnumerable<TensorProto> Tensors(AttributeProto attribute)
    {
        IEnumerable<TensorProto> tensors = attribute.Tensors;
        if (attribute.T is not null)
            tensors = tensors.Append(attribute.T);
        if (attribute.G is not null)
            tensors = tensors.Concat(Tensors(attribute.G));
        if (attribute.SparseTensor is not null)
            tensors = tensors.Concat(Tensors(attribute.SparseTensor));
        return tensors.Concat(attribute.Graphs.SelectMany(Tensors)).Concat(attribute.SparseTensors.SelectMany(Tensors));
    }

    private static IEnumerable<TensorProto> Tensors(SparseTensorProto sparse)
    {
        if (sparse.Values is not null)
            yield return sparse.Values;
        if (sparse.Indices is not null)
            yield return sparse.Indices;
    }
}
