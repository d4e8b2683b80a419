using OrleansML.Learning.Definitions;

namespace OrleansML.Learning.Preprocessing;

/// <summary>Reads the inputs of a preprocessing definition.</summary>
internal sealed class PreprocessingReader
{
    private static readonly string[] OfInput = ["type", "columns"];

    private readonly Dictionary<string, int> _slots = new(StringComparer.Ordinal);

    private PreprocessingReader()
    {
    }

    /// <summary>Reads a plan; null, with violations noted, when it is not valid.</summary>
    public static PreprocessingPlan? Read(DefinitionSection root, IReadOnlySet<string> masked)
    {
        var reader = new PreprocessingReader();
        var inputs = new List<PlannedInput>();
        var valid = true;
        foreach (var name in root.Keys)
        {
            if (root.Section(name) is { } section && reader.ReadInput(name, section) is { } input)
                inputs.Add(input);
            else
                valid = false;
        }

        if (inputs.Count == 0 && valid)
        {
            root.Violate("names no input; name each input of the model with its type and columns.");
            valid = false;
        }

        string[] columns = [.. reader._slots.OrderBy(entry => entry.Value).Select(entry => entry.Key)];
        return valid ? new PreprocessingPlan(columns, [.. inputs], masked) : null;
    }

    private PlannedInput? ReadInput(string name, DefinitionSection section)
    {
        section.AllowOnly(OfInput);
        var type = section.RequiredChoice<PreprocessedType>("type");
        var listed = section.ListedSections("columns");
        if (listed.Count == 0)
            section.Violate("columns", "must list at least one column.");

        var columns = new List<PlannedColumn>();
        var offset = 0;
        foreach (var item in listed)
        {
            var column = ColumnReader.Read(item, type, SlotOf);
            if (column is null)
                continue;

            columns.Add(column with { Offset = offset });
            offset += column.Width;
        }

        return type is not null && columns.Count == listed.Count && columns.Count > 0 ? new PlannedInput(name, type.Value, [.. columns]) : null;
    }

    private int SlotOf(string column)
    {
        _slots.TryAdd(column, _slots.Count);
        return _slots[column];
    }
}
