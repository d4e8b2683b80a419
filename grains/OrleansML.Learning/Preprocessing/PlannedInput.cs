namespace OrleansML.Learning.Preprocessing;

/// <summary>A tensor that a plan makes: rows by <see cref="Width"/> elements.</summary>
public sealed class PlannedInput
{
    internal PlannedInput(string name, PreprocessedType type, PlannedColumn[] columns)
    {
        Name = name;
        Type = type;
        Columns = columns;
        Width = columns.Sum(column => column.Width);
    }

    /// <summary>Name of the model's input.</summary>
    public string Name { get; }

    /// <summary>Type of its elements.</summary>
    public PreprocessedType Type { get; }

    /// <summary>Elements per row.</summary>
    public int Width { get; }

    internal PlannedColumn[] Columns { get; }
}
