using System.Runtime.InteropServices;

namespace Microsoft.ML.OnnxRuntime.Native;

/// <summary>A dictionary as two parallel arrays of zero-terminated UTF-8 strings, the form the C API takes provider options in.</summary>
internal sealed class KeyValueArguments : IDisposable
{
    public KeyValueArguments(IReadOnlyDictionary<string, string> entries)
    {
        foreach (var (key, value) in entries)
            ArgumentNullException.ThrowIfNull(value, $"entries[\"{key}\"]");
        Keys = new nint[entries.Count];
        Values = new nint[entries.Count];
        var index = 0;
        foreach (var (key, value) in entries)
        {
            Keys[index] = Marshal.StringToCoTaskMemUTF8(key);
            Values[index++] = Marshal.StringToCoTaskMemUTF8(value);
        }
    }

    public nint[] Keys { get; }

    public nint[] Values { get; }

    public nuint Count => (nuint)Keys.Length;

    public void Dispose()
    {
        foreach (var text in Keys)
            Marshal.FreeCoTaskMem(text);
        foreach (var text in Values)
            Marshal.FreeCoTaskMem(text);
    }
}
