using System.Runtime.InteropServices.Marshalling;

namespace Microsoft.ML.OnnxRuntime.Native;

/// <summary>A string as zero-terminated UTF-8 in native memory, freed when disposed.</summary>
internal readonly unsafe ref struct Utf8Text
{
    public Utf8Text(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Pointer = Utf8StringMarshaller.ConvertToUnmanaged(text);
    }

    public byte* Pointer { get; }

    public void Dispose() => Utf8StringMarshaller.Free(Pointer);
}
