using OrleansML.Data.Monitoring;

namespace OrleansML.Grains.Monitoring;

/// <summary>The raw columns of a version under certain revisions of its views. Compared by reference.</summary>
internal sealed class LoggedColumns(IReadOnlyList<LoggedColumn> all)
{
    public IReadOnlyList<LoggedColumn> All { get; } = all;
}
