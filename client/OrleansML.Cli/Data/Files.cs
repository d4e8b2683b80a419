namespace OrleansML.Cli.Data;

/// <summary>Opens files that the user named, with a message for the user when that fails.</summary>
internal static class Files
{
    /// <exception cref="CliException">The file cannot be opened.</exception>
    public static FileStream OpenRead(string path)
    {
        try
        {
            return File.OpenRead(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CliException($"'{path}' cannot be read: {exception.Message}", innerException: exception);
        }
    }

    /// <exception cref="CliException">The file cannot be read.</exception>
    public static async Task<string> ReadTextAsync(string path, CancellationToken cancellationToken)
    {
        await using var file = OpenRead(path);
        using var reader = new StreamReader(file);
        return await reader.ReadToEndAsync(cancellationToken);
    }
}
