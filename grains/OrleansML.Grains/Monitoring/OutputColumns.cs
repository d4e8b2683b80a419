using System.Globalization;
using OrleansML.Models;
using OrleansML.Tensors;

namespace OrleansML.Grains.Monitoring;

/// <summary>An output of a version, and the columns that the log has of it: named as <see cref="EventLayout"/> and the layout of the log do. Pure.</summary>
/// <param name="Name">Name of the output.</param>
/// <param name="Columns">Its columns, in order; none: the log lacks it.</param>
internal sealed record OutputColumns(string Name, IReadOnlyList<string> Columns)
{
    private const string Keys = ".keys";

    // What outputs of probabilities are called, the likelier name first.
    private static readonly string[] Hints = ["prob", "score"];

    /// <summary>Outputs that may say something, of some types.</summary>
    /// <param name="description">The version.</param>
    /// <param name="isAble">Whether an output of a type counts.</param>
    /// <param name="logged">Columns of the log.</param>
    public static OutputColumns[] Of(ModelDescription description, Func<TensorType, bool> isAble, IReadOnlySet<string> logged) =>
    [
        .. description.Outputs.Where(output => isAble(output.Type) && !output.Name.EndsWith(Keys, StringComparison.Ordinal))
            .Select(output => new OutputColumns(output.Name, ColumnsOf(output, logged))),
    ];

    /// <summary>Of several outputs those whose names are likelier to be of probabilities; all where no name is.</summary>
    public static OutputColumns[] Likeliest(OutputColumns[] outputs) => outputs.Length <= 1
        ? outputs
        : Hints.Select(hint => Array.FindAll(outputs, output => output.Name.Contains(hint, StringComparison.OrdinalIgnoreCase)))
            .FirstOrDefault(static hinted => hinted.Length > 0, outputs);

    /// <summary>The columns of an output, in order; none where the log lacks one.</summary>
    public static IReadOnlyList<string> ColumnsOf(TensorMetadata output, IReadOnlySet<string> logged)
    {
        var fixedCount = output.Shape is [_, > 0] ? (int)output.Shape[1] : (int?)null;
        if (fixedCount is null or 1 && NameIn(logged, output.Name) is { } only)
            return [only];

        var columns = new List<string>();
        while (fixedCount is null || columns.Count < fixedCount)
        {
            if (NameIn(logged, string.Create(CultureInfo.InvariantCulture, $"{output.Name}_{columns.Count}")) is not { } column)
                break;
            columns.Add(column);
        }

        return fixedCount is null || columns.Count == fixedCount ? columns : [];
    }

    /// <summary>Whether numbers of a type may be probabilities.</summary>
    public static bool IsFraction(TensorType type) => type is TensorType.Float16 or TensorType.Float32 or TensorType.Float64;

    private static string? NameIn(IReadOnlySet<string> logged, string name)
    {
        var other = name.TrimStart('_') + ".output";
        return logged.Contains(other) ? other : logged.Contains(name) && !name.StartsWith('_') ? name : null;
    }
}
