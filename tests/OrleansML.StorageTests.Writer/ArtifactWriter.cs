using Microsoft.Extensions.Options;
using OrleansML.Storage.Artifacts;

namespace OrleansML.StorageTests.Writer;

/// <summary>Appends chunks whose bytes all equal the chunk's number; prints the length after each acknowledged append.</summary>
internal static class ArtifactWriter
{
    private const int ChunkBytes = 100_000;

    public static async Task<int> RunAsync(string root, string uploadId)
    {
        var store = new DirectoryArtifactStore(Options.Create(new ArtifactStoreOptions { RootPath = root }), TimeProvider.System);
        var upload = await store.BeginUploadAsync(uploadId);
        var chunk = new byte[ChunkBytes];
        for (var number = 0; ; number++)
        {
            Array.Fill(chunk, (byte)number);
            Console.Out.WriteLine(await upload.AppendAsync((long)number * ChunkBytes, chunk));
        }
    }
}
