# The page where somebody speaks.

where-speak = By voice
speak-title-opening = One moment
speak-title-open = Speak, I am listening
speak-title-thinking = Thinking
speak-title-nothing = I did not catch that
speak-title-failed = The microphone is not ready
speak-heard = What I hear
speak-advice-opening = The microphone is being opened
speak-advice-open = Speak Chinese, then pause
speak-advice-thinking = Nearly there
speak-advice-nothing = Say it again, or type
speak-advice-failed = Typing works as well
speak-privacy = Your voice stays here and is not kept
speak-type = Type instead
speak-done = Done
speak-again = Say it again
speak-title-place = Say the town or the community
speak-advice-place = Old names will do too
where-say = By voice
say-touch = Touch instead
say-advice = In Chinese: { $first }, 第一个, 下一步, 返回
say-advice-failed = Touch the answer instead
