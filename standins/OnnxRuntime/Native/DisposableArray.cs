using System.Collections;

namespace Microsoft.ML.OnnxRuntime.Native;

/// <summary>The collection handed out by runs.</summary>
internal sealed class DisposableArray<T>(T[] items) : IDisposableReadOnlyCollection<T>
    where T : IDisposable
{
    public int Count => items.Length;

    public T this[int index] => items[index];

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => items.GetEnumerator();

    public void Dispose()
    {
        foreach (var item in items)
            item.Dispose();
    }
}
