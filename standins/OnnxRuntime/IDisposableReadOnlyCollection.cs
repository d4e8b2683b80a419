namespace Microsoft.ML.OnnxRuntime;

/// <summary>A read-only list that owns its elements: disposing it disposes them.</summary>
/// <typeparam name="T">The type of the elements.</typeparam>
public interface IDisposableReadOnlyCollection<T> : IReadOnlyCollection<T>, IReadOnlyList<T>, IDisposable
{
}
