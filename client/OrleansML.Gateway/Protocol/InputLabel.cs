namespace OrleansML.Gateway.Protocol;

/// <summary>
/// What errors call an input: its name, or its place in the list while no name is known. Costs nothing unless it is printed.
/// </summary>
internal readonly record struct InputLabel(string? Name, int Index)
{
    public override string ToString() => Name is null ? $"Input {Index}" : $"Input '{Name}'";
}
