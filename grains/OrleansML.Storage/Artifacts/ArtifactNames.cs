using System.Buffers;

namespace OrleansML.Storage.Artifacts;

/// <summary>Which texts may become part of a path; everything else, path traversal included, is refused here.</summary>
internal static class ArtifactNames
{
    public const int DigestLength = 64;
    private const int MaximumUploadIdLength = 128;
    private const int MaximumQuotedLength = 80;

    private static readonly SearchValues<char> DigestCharacters = SearchValues.Create("0123456789abcdef");
    private static readonly SearchValues<char> UploadIdCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");

    public static bool IsDigest(ReadOnlySpan<char> text) => text.Length == DigestLength && !text.ContainsAnyExcept(DigestCharacters);

    public static void CheckDigest(string digest)
    {
        ArgumentNullException.ThrowIfNull(digest);
        if (!IsDigest(digest))
        {
            throw new ArtifactStoreException(ArtifactStoreError.InvalidDigest,
                $"'{Shorten(digest)}' is not an artifact digest; it must be a SHA-256 as {DigestLength} lower-case hexadecimal digits.");
        }
    }

    public static void CheckUploadId(string uploadId)
    {
        ArgumentNullException.ThrowIfNull(uploadId);
        if (uploadId.Length is 0 or > MaximumUploadIdLength || uploadId[0] == '.'
            || uploadId.AsSpan().ContainsAnyExcept(UploadIdCharacters))
        {
            throw new ArtifactStoreException(ArtifactStoreError.InvalidUploadId,
                $"'{Shorten(uploadId)}' is not an upload id; it must be 1 to {MaximumUploadIdLength} characters of A-Z a-z 0-9 . _ - " +
                "and not start with a dot.");
        }
    }

    // Unknown text goes into messages and logs; a bounded, printable piece of it is enough to recognise it.
    private static string Shorten(string text)
    {
        var piece = text.Length <= MaximumQuotedLength ? text : $"{text.AsSpan(0, MaximumQuotedLength)}...";
        return string.Concat(piece.Select(static character => char.IsControl(character) ? '?' : character));
    }
}
