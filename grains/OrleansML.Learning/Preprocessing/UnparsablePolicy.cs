namespace OrleansML.Learning.Preprocessing;

/// <summary>What becomes of a value that a step cannot read.</summary>
internal enum UnparsablePolicy
{
    Error,
    Missing,
}
