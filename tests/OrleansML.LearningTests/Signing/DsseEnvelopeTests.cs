using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using OrleansML.Learning.Signing;
using Xunit;

namespace OrleansML.LearningTests.Signing;

public sealed class DsseEnvelopeTests
{
    private const string Type = "http://example.com/HelloWorld";

    // The test vector of the protocol's text.
    private const string Published =
        """{"payload": "aGVsbG8gd29ybGQ=", "payloadType": "http://example.com/HelloWorld", "signatures": [{"sig": "A3JqsQGtVsJ2O2xqrI5IcnXip5GToJ3F+FnZ+O88SjtR6rDAajabZKciJTfUiHqJPcIAriEGAHTVeCUjW2JIZA=="}]}""";

    private static readonly ECDsa Publisher = ECDsa.Create(new ECParameters
    {
        Curve = ECCurve.NamedCurves.nistP256,
        Q = new ECPoint
        {
            X = Bytes("46950820868899156662930047687818585632848591499744589407958293238635476079160"),
            Y = Bytes("5640078356564379163099075877009565129882514886557779369047442380624545832820"),
        },
    });

    [Fact]
    public void Encode_PublishedExample_IsThePublishedText() => Assert.Equal(
        "DSSEv1 29 http://example.com/HelloWorld 11 hello world", Encoding.UTF8.GetString(DsseEnvelope.Encode(Type, "hello world"u8)));

    [Theory]
    [InlineData(Published)]
    [InlineData("""{"signatures": [{"sig": "AAAA"}, {"keyid": "any", "sig": "A3JqsQGtVsJ2O2xqrI5IcnXip5GToJ3F-FnZ-O88SjtR6rDAajabZKciJTfUiHqJPcIAriEGAHTVeCUjW2JIZA=="}], "payloadType": "http://example.com/HelloWorld", "payload": "aGVsbG8gd29ybGQ", "more": 1}""")]
    public void Verify_PublishedExample_GivesThePayload(string envelope) =>
        Assert.Equal("hello world", Encoding.UTF8.GetString(Verify(envelope, Type, Publisher)));

    [Fact]
    public void Verify_OwnSignature_GivesThePayload()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP384);

        var envelope = DsseEnvelope.Sign(Type, "hello"u8, key);

        Assert.Equal("hello"u8.ToArray(), DsseEnvelope.Verify(envelope, Type, [other, key]));
        Assert.Contains(DsseEnvelope.KeyIdOf(key), Encoding.UTF8.GetString(envelope), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("aGVsbG8gd29ybGQ=", "aGVsbG8gd29ybGU=")]
    [InlineData("HelloWorld", "HelloWorle")]
    [InlineData("A3JqsQ", "A3JqsR")]
    public void Verify_AnythingChanged_IsRefused(string from, string to)
    {
        var exception = Assert.Throws<SignatureException>(() => Verify(Published.Replace(from, to, StringComparison.Ordinal), Type, Publisher));
        Assert.StartsWith("None of the 1 signatures is by one of the 1 trusted keys (", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_SomebodyElseSigned_IsRefused()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Assert.Throws<SignatureException>(() => Verify(Published, Type, other));
    }

    [Fact]
    public void Verify_SignedAsSomethingElse_IsRefused()
    {
        var exception = Assert.Throws<SignatureException>(() => Verify(Published, "application/other", Publisher));
        Assert.Equal("What was signed is 'http://example.com/HelloWorld'; 'application/other' is needed.", exception.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("""{"payload": 1, "payloadType": "x", "signatures": []}""")]
    [InlineData("""{"payload": "?", "payloadType": "x", "signatures": []}""")]
    [InlineData("""{"payload": "", "payloadType": "x", "signatures": {}}""")]
    public void Verify_NoEnvelope_IsRefused(string envelope)
    {
        var exception = Assert.Throws<SignatureException>(() => Verify(envelope, Type, Publisher));
        Assert.StartsWith("It is no DSSE envelope: ", exception.Message, StringComparison.Ordinal);
    }

    private static byte[] Verify(string envelope, string type, ECDsa key) => DsseEnvelope.Verify(Encoding.UTF8.GetBytes(envelope), type, [key]);

    private static byte[] Bytes(string number)
    {
        var bytes = BigInteger.Parse(number, CultureInfo.InvariantCulture).ToByteArray(isUnsigned: true, isBigEndian: true);
        return [.. new byte[32 - bytes.Length], .. bytes];
    }
}
