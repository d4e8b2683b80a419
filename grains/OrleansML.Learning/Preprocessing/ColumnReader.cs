using OrleansML.Learning.Definitions;
using OrleansML.Learning.Features;

namespace OrleansML.Learning.Preprocessing;

/// <summary>Reads a column with its steps, and follows the type of the value from step to step.</summary>
internal sealed class ColumnReader
{
    private const string OneHot = "one_hot";

    private static readonly string[] OfColumn = ["column", "steps", "missing"];
    private static readonly string[] StepNames = ["bucket", "cast", "clip", "impute", "normalise", OneHot, "parse_date", "parse_number", "scale"];

    private readonly List<PreprocessingStep> _steps = [];
    private OneHotEncoding? _encoding;

    // Null until a step says what the raw value becomes.
    private FeatureType? _type;
    private bool _failed;

    private ColumnReader()
    {
    }

    /// <summary>Reads a column; null, with violations noted, when it is not valid.</summary>
    /// <param name="section">The column.</param>
    /// <param name="target">Type of the tensor; null when it was wrong.</param>
    /// <param name="slotOf">Gives the place of a raw column.</param>
    public static PlannedColumn? Read(DefinitionSection section, PreprocessedType? target, Func<string, int> slotOf)
    {
        section.AllowOnly(OfColumn);
        var name = section.RequiredText("column");
        var missing = section.Choice<MissingPolicy>("missing");
        var reader = new ColumnReader();
        foreach (var step in section.ListedSections("steps"))
            reader.ReadStep(step);

        if (name is null || target is null || reader._failed)
            return null;

        reader.CheckTarget(section, target.Value);
        reader.CheckMissing(section, missing ?? MissingPolicy.Error, target.Value);
        return reader._failed ? null : new PlannedColumn
        {
            Slot = slotOf(name),
            Name = name,
            Steps = [.. reader._steps],
            Encoding = reader._encoding,
            Missing = missing ?? MissingPolicy.Error,
        };
    }

    private void ReadStep(DefinitionSection item)
    {
        if (item.Keys.ToArray() is not [var name] || !StepNames.Contains(name))
        {
            Fail(item, $"must be one step; the steps are {string.Join(", ", StepNames)}.");
            return;
        }

        if (item.Section(name) is not { } section)
        {
            _failed = true;
            return;
        }

        if (_encoding is not null)
            Fail(section, $"comes after {OneHot}, which must be the last step.");
        else if (StepReader.Read(name, section, _type, _steps.LastOrDefault()) is not var (step, encoding, type))
            _failed = true;
        else
            Add(step, encoding, type);
    }

    private void Add(PreprocessingStep? step, OneHotEncoding? encoding, FeatureType type)
    {
        if (step is not null)
            _steps.Add(step);
        _encoding = encoding;
        _type = type;
    }

    private void CheckTarget(DefinitionSection section, PreprocessedType target)
    {
        if (_encoding is not null)
        {
            if (target == PreprocessedType.String)
                Fail(section, $"ends with {OneHot}, which gives numbers; the input is of type string.");
            return;
        }

        if (_type is not { } type)
            Fail(section, "has no step that says what its values are; add a cast, such as 'cast: { to: double }'.");
        else if (!Fits(type, target))
            Fail(section, $"ends with values of type {EnumText.Of(type)}, which do not go into an input of type {EnumText.Of(target)}; add a cast.");
    }

    private static bool Fits(FeatureType type, PreprocessedType target) => target switch
    {
        PreprocessedType.Float => type.IsNumeric() || type == FeatureType.Bool,
        PreprocessedType.Int64 => type.IsInteger() || type == FeatureType.Bool,
        _ => type == FeatureType.String,
    };

    private void CheckMissing(DefinitionSection section, MissingPolicy missing, PreprocessedType target)
    {
        if (missing == MissingPolicy.Nan && (target != PreprocessedType.Float || _encoding is not null))
            Fail(section, "has 'missing: nan', which goes only into an input of type float, and not after one_hot; impute a value or use error.");
        if (missing == MissingPolicy.Zeros && _encoding is null)
            Fail(section, $"has 'missing: zeros', which goes only after {OneHot}; impute a value or use error.");
    }

    private void Fail(DefinitionSection section, string message)
    {
        section.Violate(message);
        _failed = true;
    }
}
