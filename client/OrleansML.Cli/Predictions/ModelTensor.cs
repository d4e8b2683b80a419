using OrleansML.Tensors;

namespace OrleansML.Cli.Predictions;

/// <summary>An input or output as the model's metadata names it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Element type.</param>
/// <param name="Shape">Length of each axis, the first counting rows; -1 where any length is allowed.</param>
internal sealed record ModelTensor(string Name, TensorType Type, long[] Shape)
{
    /// <summary>Elements that one row takes; -1 when the model leaves it open.</summary>
    public long ElementsPerRow
    {
        get
        {
            // One axis of fixed length is one row of that length; of open length, a column of rows.
            var axes = Shape is [> 0] ? Shape : Shape is [] ? [] : Shape[1..];
            return axes.Any(axis => axis < 0) ? -1 : TensorShape.ElementCount(axes);
        }
    }

    /// <summary>Rows that a request must hold; null when any number may.</summary>
    public long? FixedRows => Shape switch
    {
        [] or [> 0] => 1,
        [> 0, ..] => Shape[0],
        _ => null,
    };

    /// <summary>The shape of so many rows.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="elementsPerRow">Elements of each, for a model that leaves it open.</param>
    public long[] ShapeOf(long rows, long elementsPerRow)
    {
        if (Shape is [] or [> 0])
            return Shape;

        var shape = (long[])Shape.Clone();
        shape[0] = rows;
        var fixedElements = shape.Skip(1).Where(axis => axis > 0).Aggregate(1L, static (product, axis) => product * axis);
        var open = Array.FindIndex(shape, 1, static axis => axis < 0);
        if (open > 0)
            shape[open] = elementsPerRow / fixedElements;
        for (var axis = 1; axis < shape.Length; axis++)
        {
            if (shape[axis] < 0)
                shape[axis] = 1;
        }

        return shape;
    }

    public override string ToString() => $"{Name} ({Type.ProtocolName()} {TensorShape.Format(Shape)})";
}
