using OrleansML.Data.History;
using OrleansML.Data.History.Storage;
using OrleansML.Learning.Features;

namespace OrleansML.Data.Monitoring;

/// <summary>
/// The columns of a model's predictions, and how files keep them. Names that DuckDB would take for the same, or for one about the row, get
/// <c>.output</c> or <c>.input</c> behind them; a hashed value stands in <c>NAME.hash</c>, a secret one nowhere. Compared by reference.
/// </summary>
internal sealed class PredictionLayout
{
    private const string Hash = ".hash";

    private readonly List<string> _names = [];

    public PredictionLayout(string model, IEnumerable<LoggedColumn> columns)
    {
        Model = model;
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var all = new List<LoggedColumn>();
        foreach (var column in columns)
        {
            var name = column.Name;
            while (name.StartsWith('_') || taken.Contains(name) || (column.Privacy == FeaturePrivacy.Pii && taken.Contains(name + Hash)))
                name = name.TrimStart('_') + (column.IsOutput ? ".output" : ".input");
            _names.Add(column.Name);
            taken.Add(name);
            if (column.Privacy == FeaturePrivacy.Pii)
                taken.Add(name + Hash);
            all.Add(column with { Name = name });
        }

        Columns = all;
    }

    public string Model { get; }

    public IReadOnlyList<LoggedColumn> Columns { get; }

    /// <summary>What the model calls a column.</summary>
    public string NameOf(int index) => _names[index];

    /// <summary>Places of the columns that files hold.</summary>
    public IEnumerable<int> Written => Enumerable.Range(0, Columns.Count).Where(index => Columns[index].Privacy != FeaturePrivacy.Secret);

    /// <summary>A column as files keep it.</summary>
    public HistoryColumn FileColumn(int index, PiiStorage pii) => IsHashed(index, pii)
        ? new HistoryColumn(Columns[index].Name + Hash, "VARCHAR")
        : new HistoryColumn(Columns[index].Name, Sql.TypeOf(Columns[index].Type));

    /// <summary>Whether files keep a hash in place of the value.</summary>
    public bool IsHashed(int index, PiiStorage pii) => Columns[index].Privacy == FeaturePrivacy.Pii && pii == PiiStorage.Hashed;
}
