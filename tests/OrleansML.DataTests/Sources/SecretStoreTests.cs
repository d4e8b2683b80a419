using OrleansML.Data.Sources;
using Xunit;

namespace OrleansML.DataTests.Sources;

public sealed class SecretStoreTests
{
    [Theory]
    [InlineData("s3cret", "s3cret")]
    [InlineData("s3cret\n", "s3cret")]
    [InlineData(" s3\ncret \r\n", " s3\ncret ")]
    public void Get_File_IsItsContentWithoutTheLastLineEnd(string content, string expected)
    {
        using var folder = new TemporaryDirectory();
        File.WriteAllText(folder.File("DB_PASSWORD"), content);

        Assert.Equal(expected, new SecretStore(folder.Path).Get("DB_PASSWORD"));
    }

    [Fact]
    public void Get_Variable_WinsOverTheFile()
    {
        using var folder = new TemporaryDirectory();
        var name = "T" + Guid.NewGuid().ToString("N").ToUpperInvariant();
        File.WriteAllText(folder.File(name), "from file");
        Environment.SetEnvironmentVariable("ORLEANSML_SECRET_" + name, "from variable");

        Assert.Equal("from variable", new SecretStore(folder.Path).Get(name));
        Environment.SetEnvironmentVariable("ORLEANSML_SECRET_" + name, null);
        Assert.Equal("from file", new SecretStore(folder.Path).Get(name));
    }

    [Fact]
    public void Get_FileChanged_GivesTheNewContent()
    {
        using var folder = new TemporaryDirectory();
        var store = new SecretStore(folder.Path);
        File.WriteAllText(folder.File("K"), "old");
        store.Get("K");
        File.WriteAllText(folder.File("K"), "new");

        Assert.Equal("new", store.Get("K"));
    }

    [Fact]
    public void Get_Nowhere_NamesItAndBothPlaces()
    {
        Assert.Equal(
            "There is no secret 'NOT_THERE': the environment variable 'ORLEANSML_SECRET_NOT_THERE' is not set, and no folder of secrets is configured. "
            + "Provide one of them.",
            Assert.Throws<SecretMissingException>(() => new SecretStore().Get("NOT_THERE")).Message);
        Assert.Contains("the file '/secrets/NOT_THERE' is missing or empty", Assert.Throws<SecretMissingException>(() => new SecretStore("/secrets").Get("NOT_THERE")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../passwd")]
    [InlineData("a")]
    [InlineData("")]
    [InlineData("A\n")]
    public void Get_NameThatIsNone_IsRefused(string name) => Assert.Throws<ArgumentException>(() => new SecretStore("/etc").Get(name));

    [Fact]
    public void Redact_SecretWithinAnother_LeavesNothingOfEither()
    {
        var redactor = new SecretRedactor();
        redactor.Add("abc");
        redactor.Add("abcdef");
        redactor.Add("a b/c");
        redactor.Add("");

        Assert.Equal("[secret] [secret] x [secret] [secret]", redactor.Redact("abcdef abc x a b/c a%20b%2Fc"));
    }
}
